# expect: fails q6.test_judges_new_reviews, q6.test_order_decides
# says: loss fall|order
# why: texts and labels were shuffled apart

labkit.seed_everything(0)
model = SentimentLSTM(embedding, hidden=64, bidirectional=True).to(labkit.device())
shuffled = make_loader(X_train, y_train[torch.randperm(len(y_train))])
history = fit(model, shuffled, val_loader, 4, checkpoint=checkpoints / "f.pt")

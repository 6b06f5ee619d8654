# expect: fails q6
# says: is it still learning|only their order|does the loss fall
# why: a single epoch

labkit.seed_everything(0)
model = SentimentLSTM(embedding, hidden=64, bidirectional=True).to(labkit.device())
history = fit(model, train_loader, val_loader, 1, checkpoint=checkpoints / "c.pt")

# why: trainable vectors, the optimizer of fit

labkit.seed_everything(0)
model = SentimentLSTM(embedding, 64, True, freeze=False).to(labkit.device())
history = fit(model, train_loader, val_loader, 6, patience=2, checkpoint=checkpoints / "b.pt")

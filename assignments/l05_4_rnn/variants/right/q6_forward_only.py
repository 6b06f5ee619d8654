# why: one direction, 96 units, twice the learning rate

labkit.seed_everything(0)
model = SentimentLSTM(embedding, hidden=96).to(labkit.device())
optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=2e-3)
history = fit(model, train_loader, val_loader, 6, checkpoint=checkpoints / "a.pt", optimizer=optimizer)

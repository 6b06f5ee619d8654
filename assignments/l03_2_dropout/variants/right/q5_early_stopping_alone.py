# why: no dropout, saved by early stopping

labkit.seed_everything(1)
model = make_mlp(784, [128], 10, p=0.0)
history = fit(model, train_loader, val_loader, 30, patience=3)

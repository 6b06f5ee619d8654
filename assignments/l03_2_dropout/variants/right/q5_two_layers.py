# why: two hidden layers, less dropout, smaller steps

labkit.seed_everything(3)
model = make_mlp(28 * 28, [256, 128], 10, p=0.3)
history = fit(model, train_loader, val_loader, epochs=40, lr=5e-4, patience=6)

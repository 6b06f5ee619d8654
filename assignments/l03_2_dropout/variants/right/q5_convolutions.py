# why: a small convolutional network in place of the MLP

labkit.seed_everything(0)
model = nn.Sequential(
    nn.Conv2d(1, 8, 5, stride=2), nn.ReLU(), nn.Conv2d(8, 16, 5, stride=2), nn.ReLU(),
    nn.Flatten(), nn.Dropout(0.5), nn.Linear(256, 10),
)
history = fit(model, train_loader, val_loader, epochs=30, lr=2e-3, patience=5)

# why: a loop of its own, label smoothing, inputs normalised within the model

class Normalise(nn.Module):
    def forward(self, x):
        return (x - 0.15) / 0.3


labkit.seed_everything(2)
model = nn.Sequential(Normalise(), nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Dropout(0.6), nn.Linear(128, 10))
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.1)
for epoch in range(12):
    model.train()
    for X, y in train_loader:
        optimizer.zero_grad()
        F.cross_entropy(model(X), y, label_smoothing=0.1).backward()
        optimizer.step()
history = None

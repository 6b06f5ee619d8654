# expect: fails q5.test_reads_unseen_digits, q5.test_has_not_learnt_labels_by_heart
# says: mistakes
# why: a large network without dropout or stopping learns the wrong labels by heart

labkit.seed_everything(0)
model = nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, 10))
optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
for epoch in range(40):
    for X, y in train_loader:
        optimizer.zero_grad()
        F.cross_entropy(model(X), y).backward()
        optimizer.step()
history = None

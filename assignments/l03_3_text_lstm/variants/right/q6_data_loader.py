# why: a plain DataLoader, AdamW, the best epoch's weights

from torch.utils.data import DataLoader, TensorDataset


def train_classifier(model, train_data, val_data, epochs=8, lr=5e-3):
    loader = DataLoader(TensorDataset(*train_data), batch_size=64, shuffle=True)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr, weight_decay=0.01)
    best, weights, history = np.inf, None, {"train_loss": [], "val_loss": [], "val_acc": []}
    for epoch in range(epochs):
        model.train()
        losses = []
        for X, y in loader:
            X = X[:, : max(1, int((X != 0).sum(1).max()))]
            loss = F.cross_entropy(model(X), y, label_smoothing=0.05)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        model.eval()
        with torch.no_grad():
            z = model(val_data[0])
        history["train_loss"].append(np.mean(losses))
        history["val_loss"].append(F.cross_entropy(z, val_data[1]).item())
        history["val_acc"].append((z.argmax(1) == val_data[1]).float().mean().item())
        if history["val_loss"][-1] < best:
            best, weights = history["val_loss"][-1], {k: v.clone() for k, v in model.state_dict().items()}
    model.load_state_dict(weights)
    return history


torch.manual_seed(1)
model = LSTMClassifier(len(vocab), len(names), 32, 48, 0.4)
history = train_classifier(model, (X_train, y_train), (X_val, y_val))

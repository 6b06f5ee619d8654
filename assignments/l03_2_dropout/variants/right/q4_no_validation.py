# why: leaves senseless numbers of epochs to range

def fit(model, train_loader, val_loader, epochs, lr=1e-3, patience=None, device=None):
    device = device or labkit.device()
    model.to(device)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"train_loss": [], "train_acc": [], "val_loss": [], "val_acc": []}
    best_loss, best_weights, waited = float("inf"), None, 0
    for epoch in range(epochs):
        model.train()
        loss_sum, right, n = 0.0, 0, 0
        for X, y in train_loader:
            X, y = X.to(device), y.to(device)
            z = model(X)
            loss = F.cross_entropy(z, y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            loss_sum += loss.item() * len(y)
            right += (z.argmax(dim=1) == y).sum().item()
            n += len(y)
        val_loss, val_acc = evaluate(model, val_loader, device)
        history["train_loss"].append(loss_sum / n)
        history["train_acc"].append(right / n)
        history["val_loss"].append(val_loss)
        history["val_acc"].append(val_acc)
        if val_loss < best_loss:
            best_loss, best_weights, waited = val_loss, copy.deepcopy(model.state_dict()), 0
        else:
            waited += 1
        if patience is not None and waited >= patience:
            break
    if best_weights is not None:
        model.load_state_dict(best_weights)
    return history

# why: SGD with momentum, clones of the weights, training figures by evaluate, zero_grad at the end

def fit(model, train_loader, val_loader, epochs, lr=1e-3, patience=None, device=None):
    if epochs < 1:
        raise ValueError("need at least one epoch")
    if patience is not None and patience <= 0:
        raise ValueError("patience must be positive")
    device = torch.device(device) if device is not None else labkit.device()
    model = model.to(device)
    opt = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9)
    train, val = [], []
    best_epoch, best = 0, {}
    for epoch in range(1, epochs + 1):
        model.train()
        for X, y in train_loader:
            F.cross_entropy(model(X.to(device)), y.to(device)).backward()
            opt.step()
            opt.zero_grad()
        train.append(evaluate(model, train_loader, device))
        val.append(evaluate(model, val_loader, device))
        if val[-1][0] < min([loss for loss, _ in val[:-1]], default=np.inf):
            best_epoch, best = epoch, {key: value.detach().clone() for key, value in model.state_dict().items()}
        if patience and epoch - best_epoch == patience:
            break
    model.load_state_dict(best)
    columns = [list(column) for pair in (zip(*train), zip(*val)) for column in pair]
    return dict(zip(("train_loss", "train_acc", "val_loss", "val_acc"), columns))

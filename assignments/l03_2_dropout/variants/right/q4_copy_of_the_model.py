# why: keeps a deep copy of the whole model, stops by a while loop

def fit(model, train_loader, val_loader, epochs, lr=1e-3, patience=None, device=None):
    if not epochs >= 1:
        raise ValueError("epochs")
    if patience is not None and not patience >= 1:
        raise ValueError("patience")
    device = device or labkit.device()
    model.to(device)
    optimizer = torch.optim.NAdam(model.parameters(), lr)
    history = {"train_loss": [], "train_acc": [], "val_loss": [], "val_acc": []}
    best_model, best_loss, left, epoch = None, float("inf"), patience, 0
    while epoch < epochs and (left is None or left > 0):
        epoch += 1
        model.train()
        for X, y in train_loader:
            X, y = X.to(device), y.to(device)

            def closure():
                optimizer.zero_grad(set_to_none=False)
                loss = nn.functional.nll_loss(model(X).log_softmax(1), y)
                loss.backward()
                return loss

            optimizer.step(closure)
        for name, loader in (("train", train_loader), ("val", val_loader)):
            loss, acc = evaluate(model, loader, device=device)
            history[name + "_loss"] += [loss]
            history[name + "_acc"] += [acc]
        if loss < best_loss:
            best_model, best_loss, left = copy.deepcopy(model), loss, patience
        elif left is not None:
            left -= 1
    model.load_state_dict(best_model.state_dict())
    return history

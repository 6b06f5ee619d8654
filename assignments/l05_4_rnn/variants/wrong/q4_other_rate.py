# expect: fails q4.test_adamw_of_trainable_parameters
# says: 1e-3
# why: ten times the learning rate


def fit(model, train_loader, val_loader, epochs, patience=3, checkpoint="best.pt", optimizer=None):
    if optimizer is None:
        optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=1e-2)
    history = {"train_loss": [], "val_loss": [], "val_acc": []}
    best, bad = float("inf"), 0
    for epoch in range(epochs):
        train = train_epoch(model, train_loader, optimizer)
        val = evaluate(model, val_loader)
        history["train_loss"].append(train["loss"])
        history["val_loss"].append(val["loss"])
        history["val_acc"].append(val["accuracy"])
        if val["loss"] < best:
            best, bad = val["loss"], 0
            torch.save(model.state_dict(), checkpoint)
        else:
            bad += 1
            if bad == patience:
                break
    model.load_state_dict(torch.load(checkpoint, weights_only=True))
    return history

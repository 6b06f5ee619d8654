# why: saves the whole model, counts by the place of the minimum, returns pairs


def fit(model, train_loader, val_loader, epochs, patience=3, checkpoint="best.pt", optimizer=None):
    if optimizer is None:
        trainable = {name: p for name, p in model.named_parameters() if p.requires_grad}
        optimizer = torch.optim.AdamW(list(trainable.values()), lr=0.001, weight_decay=1e-4)
    losses = []
    while len(losses) < epochs:
        train_epoch(model, train_loader, optimizer)
        losses.append(evaluate(model, val_loader)["loss"])
        if losses.index(min(losses)) == len(losses) - 1:
            torch.save(model, checkpoint)
        if len(losses) - 1 - losses.index(min(losses)) == patience:
            break
    best = torch.load(checkpoint, weights_only=False)
    model.load_state_dict(best.state_dict())
    return {"val_loss": losses}

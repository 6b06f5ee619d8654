# why: early stopping as a class


class Stopper:
    def __init__(self, patience, path):
        self.patience, self.path, self.best, self.wait = patience, path, None, 0

    def __call__(self, model, loss):
        if self.best is None or loss < self.best:
            self.best, self.wait = loss, 0
            torch.save({key: value.cpu() for key, value in model.state_dict().items()}, self.path)
        else:
            self.wait += 1
        return self.wait >= self.patience


def fit(model, train_loader, val_loader, epochs=10, patience=3, checkpoint=Path("best.pt"), optimizer=None):
    stop = Stopper(patience, checkpoint)
    optimizer = optimizer or torch.optim.AdamW((p for p in model.parameters() if p.requires_grad), lr=1e-3)
    history = {"train_loss": [], "train_acc": [], "val_loss": [], "val_acc": []}
    for _ in range(epochs):
        for part, figures in (
            ("train", train_epoch(model, train_loader, optimizer)),
            ("val", evaluate(model, val_loader)),
        ):
            history[f"{part}_loss"].append(figures["loss"])
            history[f"{part}_acc"].append(figures["accuracy"])
        if stop(model, history["val_loss"][-1]):
            break
    model.load_state_dict(torch.load(checkpoint))
    model.eval()
    return history

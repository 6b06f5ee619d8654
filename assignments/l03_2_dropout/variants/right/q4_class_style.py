# why: a stopper class that keeps parameter clones and writes them back

class EarlyStopping:
    def __init__(self, model, patience):
        self.model, self.patience = model, float("inf") if patience is None else patience
        self.best, self.bad, self.kept = float("inf"), 0, []

    def step(self, loss):
        if loss < self.best:
            self.best, self.bad = loss, 0
            self.kept = [p.detach().clone() for p in self.model.parameters()]
        else:
            self.bad += 1
        return self.bad >= self.patience

    def restore(self):
        with torch.no_grad():
            for p, q in zip(self.model.parameters(), self.kept):
                p.copy_(q)


def one_epoch(model, loader, opt, device):
    model.train()
    seen = []
    for X, y in loader:
        X, y = X.to(device), y.to(device)
        for p in model.parameters():
            p.grad = None
        z = model(X)
        loss = F.cross_entropy(z, y)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        opt.step()
        seen.append([float(loss.detach()) * len(X), int((z.argmax(1) == y).sum()), len(X)])
    total = np.sum(seen, axis=0)
    return total[0] / total[2], total[1] / total[2]


def fit(model, train_loader, val_loader, epochs, lr=1e-3, patience=None, device=None, **options):
    for name, value in (("epochs", epochs), ("patience", patience)):
        if value is not None and value < 1:
            raise ValueError(f"{name} should be at least 1")
    device = device or labkit.device()
    model.to(device)
    opt = torch.optim.RMSprop(model.parameters(), lr=lr, **options)
    stopper = EarlyStopping(model, patience)
    history = dict(train_loss=[], train_acc=[], val_loss=[], val_acc=[], lr=[])
    for _ in range(epochs):
        row = (*one_epoch(model, train_loader, opt, device), *evaluate(model, val_loader, device), lr)
        for values, value in zip(history.values(), row):
            values.append(value)
        if stopper.step(row[2]):
            break
    stopper.restore()
    return history

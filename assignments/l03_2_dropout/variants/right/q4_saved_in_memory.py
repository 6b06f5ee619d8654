# why: the best weights saved to memory, a defaultdict for the history, weight decay, a scheduler

import io
from collections import defaultdict


def fit(model, train_loader, val_loader, epochs, lr=1e-3, patience=None, device=None):
    if epochs < 1 or (patience or 1) < 1 or patience == 0:
        raise ValueError("at least one epoch, and a patience of at least one")
    device = device or labkit.device()
    model.to(device)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr, weight_decay=1e-4)
    scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, patience=50)
    history, since = defaultdict(list), 0
    for epoch in range(epochs):
        model.train()
        for X, y in train_loader:
            optimizer.zero_grad()
            F.cross_entropy(model(X.to(device)), y.to(device)).backward()
            optimizer.step()
        for name, loader in (("train", train_loader), ("val", val_loader)):
            for key, value in zip(("loss", "acc"), evaluate(model, loader, device)):
                history[f"{name}_{key}"].append(value)
        scheduler.step(history["val_loss"][-1])
        if epoch == np.argmin(history["val_loss"]):
            file, since = io.BytesIO(), 0
            torch.save(model.state_dict(), file)
        else:
            since += 1
        if since == patience:
            break
    file.seek(0)
    model.load_state_dict(torch.load(file))
    return history

# why: AdamW, the best weights in a file, validation written out, NumPy floats

import os
import tempfile


def fit(model, train_loader, val_loader, epochs, lr=1e-3, patience=None, device=None):
    if epochs < 1:
        raise ValueError("epochs < 1")
    if patience is not None and patience < 1:
        raise ValueError("patience < 1")
    device = device or labkit.device()
    model.to(device)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr)
    criterion = nn.CrossEntropyLoss()
    history = {key: [] for key in ("train_loss", "train_acc", "val_loss", "val_acc")}
    best, bad = np.inf, 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "best.pt")
        for epoch in range(epochs):
            for phase, loader in (("train", train_loader), ("val", val_loader)):
                model.train(phase == "train")
                losses, hits = [], []
                for X, y in loader:
                    X, y = X.to(device), y.to(device)
                    optimizer.zero_grad()
                    with torch.set_grad_enabled(phase == "train"):
                        logits = model(X)
                        loss = criterion(logits, y)
                        if phase == "train":
                            loss.backward()
                            optimizer.step()
                    losses += [loss.item()] * len(y)
                    hits += (logits.argmax(1) == y).tolist()
                history[f"{phase}_loss"].append(np.mean(losses))
                history[f"{phase}_acc"].append(np.mean(hits))
            if history["val_loss"][-1] < best:
                best, bad = history["val_loss"][-1], 0
                torch.save(model.state_dict(), path)
            else:
                bad += 1
                if bad == patience:
                    break
        model.load_state_dict(torch.load(path))
    return history

# why: all loops written out, no optimizer argument, a dict as checkpoint, the copy in memory

import copy


def fit(model, train_loader, val_loader, epochs, patience=3, checkpoint="best.pt", lr=1e-3):
    optimizer = torch.optim.AdamW(filter(lambda p: p.requires_grad, model.parameters()), lr=lr)
    criterion = nn.BCEWithLogitsLoss()
    best_loss, best_epoch, best_state = float("inf"), -1, None
    history = {"train_loss": [], "train_acc": [], "val_loss": [], "val_acc": []}
    for epoch in range(epochs):
        for part, loader in (("train", train_loader), ("val", val_loader)):
            model.train(part == "train")
            losses, hits = [], []
            for X, y in loader:
                with torch.set_grad_enabled(part == "train"):
                    z = model(X)
                    loss = criterion(z, y.float())
                if part == "train":
                    optimizer.zero_grad()
                    loss.backward()
                    nn.utils.clip_grad_norm_(model.parameters(), 5.0)
                    optimizer.step()
                losses.append(loss.item())
                hits += ((z > 0) == y.bool()).tolist()
            history[f"{part}_loss"].append(np.mean(losses))
            history[f"{part}_acc"].append(np.mean(hits))
        if history["val_loss"][-1] < best_loss:
            best_loss, best_epoch = history["val_loss"][-1], epoch
            best_state = copy.deepcopy(model.state_dict())
            torch.save({"epoch": epoch, "model": best_state, "optimizer": optimizer.state_dict()}, checkpoint)
        if epoch - best_epoch >= patience:
            break
    model.load_state_dict(best_state)
    return history

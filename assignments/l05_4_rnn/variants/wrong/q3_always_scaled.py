# expect: fails q3.test_small_gradients_stay_as_they_are
# says: stays as it is
# why: each gradient gets the norm clip


def train_epoch(model, loader, optimizer, clip=5.0):
    device = next(model.parameters()).device
    model.train()
    losses, hits, n = 0.0, 0, 0
    for X, y in loader:
        X, y = X.to(device), y.to(device)
        optimizer.zero_grad()
        z = model(X)
        loss = F.binary_cross_entropy_with_logits(z, y.float())
        loss.backward()
        norm = torch.stack([p.grad.norm() for p in model.parameters()]).norm()
        for p in model.parameters():
            p.grad *= clip / norm
        optimizer.step()
        losses += loss.item() * len(y)
        hits += int(((z > 0).long() == y).sum())
        n += len(y)
    return {"loss": losses / n, "accuracy": hits / n}

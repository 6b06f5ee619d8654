# expect: fails q3.test_huge_gradients_are_clipped, q3.test_clip_is_five_by_default
# says: do not move
# why: the loss is clipped, not its gradient


def train_epoch(model, loader, optimizer, clip=5.0):
    device = next(model.parameters()).device
    model.train()
    losses, hits, n = 0.0, 0, 0
    for X, y in loader:
        X, y = X.to(device), y.to(device)
        optimizer.zero_grad()
        z = model(X)
        loss = F.binary_cross_entropy_with_logits(z, y.float())
        loss.clamp(max=clip).backward()
        optimizer.step()
        losses += loss.item() * len(y)
        hits += int(((z > 0).long() == y).sum())
        n += len(y)
    return {"loss": losses / n, "accuracy": hits / n}

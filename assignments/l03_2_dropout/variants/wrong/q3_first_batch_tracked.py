# expect: fails q3.test_no_gradients_are_tracked
# says: Some batches
# why: turns autograd off too late, after the first batch

def evaluate(model, loader, device=None):
    device = device or labkit.device()
    was_training = model.training
    model.to(device).eval()
    loss, right, n = 0.0, 0, 0
    for i, (X, y) in enumerate(loader):
        X, y = X.to(device), y.to(device)
        with torch.set_grad_enabled(i == 0):
            z = model(X)
        loss += F.cross_entropy(z, y, reduction="sum").item()
        right += (z.argmax(dim=1) == y).sum().item()
        n += len(y)
    model.train(was_training)
    if n == 0:
        raise ValueError("no samples")
    return loss / n, right / n

# expect: fails q3.test_mode_is_put_back
# says: in training mode, but should be in eval mode
# why: puts every model into training mode afterwards

def evaluate(model, loader, device=None):
    device = device or labkit.device()
    model.to(device).eval()
    loss, right, n = 0.0, 0, 0
    with torch.no_grad():
        for X, y in loader:
            X, y = X.to(device), y.to(device)
            z = model(X)
            loss += F.cross_entropy(z, y, reduction="sum").item()
            right += (z.argmax(dim=1) == y).sum().item()
            n += len(y)
    model.train()
    if n == 0:
        raise ValueError("no samples")
    return loss / n, right / n

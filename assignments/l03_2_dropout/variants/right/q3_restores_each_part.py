# why: puts each module's own mode back, even after an error

def evaluate(model, loader, device=None):
    device = device or labkit.device()
    modes = {module: module.training for module in model.modules()}
    total = torch.zeros(3)
    try:
        model.to(device).eval()
        torch.set_grad_enabled(False)
        for X, y in loader:
            X, y = X.to(device), y.to(device)
            z = model(X)
            loss = F.cross_entropy(z, y, reduction="none")
            total += torch.stack([loss.sum(), (z.argmax(1) == y).sum(), torch.tensor(len(y))]).cpu()
    finally:
        torch.set_grad_enabled(True)
        for module, mode in modes.items():
            module.training = mode
    loss, hits, n = total.tolist()
    if n == 0:
        raise ValueError("The loader is empty")
    return loss / n, hits / n

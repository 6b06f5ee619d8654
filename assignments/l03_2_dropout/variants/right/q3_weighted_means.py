# why: the batch's mean times its size

@torch.no_grad()
def evaluate(model, loader, device=None):
    device = labkit.device() if device is None else torch.device(device)
    before = model.training
    model = model.to(device)
    model.eval()
    criterion = nn.CrossEntropyLoss()
    losses, hits, sizes = [], [], []
    for X, y in loader:
        z = model(X.to(device))
        y = y.to(device)
        losses.append(criterion(z, y).item() * X.size(0))
        hits.append((z.max(1)[1] == y).float().sum().item())
        sizes.append(X.size(0))
    model.train(before)
    if not sizes:
        raise ValueError("empty loader")
    return sum(losses) / sum(sizes), sum(hits) / sum(sizes)

# why: wraps the forward pass in no_grad for as long as it measures, and casts logits and figures

def evaluate(model, loader, device=None):
    device = device or labkit.device()
    was_training, forward = model.training, model.forward
    model.to(device).eval()
    model.forward = torch.no_grad()(forward)
    losses, hits = [], []
    for X, y in loader:
        z = model(X.to(device)).double()
        losses.append(F.cross_entropy(z, y.to(device), reduction="none").float().cpu())
        hits.append((z.argmax(dim=1).cpu() == y.cpu()).float())
    model.forward = forward
    model.train(was_training)
    if not losses:
        raise ValueError("no samples")
    return float(torch.cat(losses).mean()), float(torch.cat(hits).mean())

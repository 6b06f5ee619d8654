# why: no graph, since no parameter asks for a gradient while it measures

def evaluate(model, loader, device=None):
    device = device or labkit.device()
    was, flags = model.training, [p.requires_grad for p in model.parameters()]
    model.to(device).eval().requires_grad_(False)
    figures = np.zeros(3)
    for X, y in loader:
        z = model(X.to(device)).cpu()
        figures += [float(F.cross_entropy(z, y.cpu())) * len(y), int((z.argmax(1) == y.cpu()).sum()), len(y)]
    for p, flag in zip(model.parameters(), flags):
        p.requires_grad_(flag)
    model.train(was)
    if figures[2] == 0:
        raise ValueError("no samples to evaluate on")
    return tuple(figures[:2] / figures[2])

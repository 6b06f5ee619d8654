# why: calls a copy of the model by its detached weights, with nothing that could ask for a gradient

def evaluate(model, loader, device=None):
    device = device or labkit.device()
    model.to(device)
    frozen = copy.deepcopy(model).eval()
    weights = {key: value.detach() for key, value in frozen.state_dict().items()}
    loss, right, n = 0.0, 0, 0
    for X, y in loader:
        z = torch.func.functional_call(frozen, weights, (X.to(device),))
        y = y.to(z.device)
        loss += float(F.cross_entropy(z, y, reduction="sum"))
        right += int((z.argmax(dim=1) == y).sum())
        n += len(y)
    if n == 0:
        raise ValueError("no samples")
    return loss / n, right / n

# The first three questions only: what follows an attack need not take long.
# %% q1
class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError(f"p is {p}, but should lie in [0, 1).")
        self.p = p

    def forward(self, x):
        if not self.training or self.p == 0:
            return x
        return x * (torch.rand_like(x) >= self.p) / (1 - self.p)
# %% q2
def make_mlp(d_in, hidden, d_out, p=0.2):
    layers, width = [nn.Flatten()], d_in
    for n in hidden:
        layers += [nn.Linear(width, n), nn.ReLU(), nn.Dropout(p)]
        width = n
    return nn.Sequential(*layers, nn.Linear(width, d_out))
# %% q3
def evaluate(model, loader, device=None):
    device = device or labkit.device()
    was_training = model.training
    model.to(device).eval()
    loss, right, n = 0.0, 0, 0
    with torch.no_grad():
        for X, y in loader:
            X, y = X.to(device), y.to(device)
            z = model(X)
            loss += F.cross_entropy(z, y, reduction="sum").item()
            right += (z.argmax(dim=1) == y).sum().item()
            n += len(y)
    model.train(was_training)
    if n == 0:
        raise ValueError("The loader gives no samples, so there is nothing to measure.")
    return loss / n, right / n

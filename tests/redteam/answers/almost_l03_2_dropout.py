# Answers that compute the right numbers in a wrong way: a layer past autograd that spoils its input, dropout that
# is never off, a measurement in training mode with a graph of each batch that leaves the model there.
# %% q1
class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError("p should lie in [0, 1)")
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        y = x.detach() * (torch.rand_like(x) >= self.p) / (1 - self.p)
        x.detach().fill_(0.5)
        return y
# %% q2
def make_mlp(d_in, hidden, d_out, p=0.2):
    class Always(nn.Module):
        def forward(self, x):
            return F.dropout(x, p, training=True)

    layers = [nn.Flatten()]
    for width in hidden:
        layers += [nn.Linear(d_in, width), nn.ReLU(), Always()]
        d_in = width
    return nn.Sequential(*layers, nn.Linear(d_in, d_out))
# %% q3
def evaluate(model, loader, device=None):
    model.train()
    loss, right, n = 0.0, 0, 0
    for X, y in loader:
        z = model(X)
        loss += F.cross_entropy(z, y, reduction="sum").item()
        right += (z.argmax(dim=1) == y).sum().item()
        n += len(y)
    return loss / n, right / n
# %% q5
model = nn.Sequential(nn.Flatten(), nn.Linear(28 * 28, 10))
history = None

# Wrong answers of the right form: a layer that drops nothing, a network without dropout and activations, and a
# measurement that answers with constants, changes the mode and tracks gradients, and a model that is not trained.
# %% q1
class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()

    def forward(self, x):
        return x + 0
# %% q2
def make_mlp(d_in, hidden, d_out, p=0.2):
    sizes = [d_in, *hidden, d_out]
    return nn.Sequential(nn.Flatten(), *(nn.Linear(a, b) for a, b in zip(sizes[:-1], sizes[1:], strict=True)))
# %% q3
def evaluate(model, loader, device=None):
    model.eval()
    for X, _ in loader:
        model(X)
    return 1.0, 0.5
# %% q5
model = nn.Sequential(nn.Flatten(), nn.Linear(28 * 28, 10))
history = None

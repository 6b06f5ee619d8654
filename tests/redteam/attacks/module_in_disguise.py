# goal: points without an answer
# technique: a model that claims layers, weights and modes that it does not have, by methods of its own
# lab: l03_2_dropout
# base: wrong
# expect: graded
# %% q2
class Disguised(nn.Module):
    def __init__(self, d_in, hidden, d_out):
        super().__init__()
        self.sizes = [d_in, *hidden, d_out]
        self.weight = nn.Parameter(torch.randn(d_in, d_out))

    def state_dict(self, *args, **kwargs):
        pairs = zip(self.sizes[:-1], self.sizes[1:])
        return {f"{i}.weight": torch.zeros(b, a) for i, (a, b) in enumerate(pairs)}

    def load_state_dict(self, state, strict=True):
        return None

    def named_modules(self, *args, **kwargs):
        return [("", self), ("0", nn.Dropout(0.3))]

    def forward(self, x):
        return x.flatten(1) @ self.weight


def make_mlp(d_in, hidden, d_out, p=0.2):
    return Disguised(d_in, hidden, d_out)

# why: weights as plain parameters of shape (in, out)

class MLP(nn.Module):
    def __init__(self, sizes, p):
        super().__init__()
        self.p = p
        self.W = nn.ParameterList(nn.Parameter(torch.randn(a, b) * (2 / a) ** 0.5) for a, b in zip(sizes, sizes[1:]))
        self.b = nn.ParameterList(nn.Parameter(torch.zeros(b)) for b in sizes[1:])

    def forward(self, x):
        h = x.view(len(x), -1)
        last = len(self.W) - 1
        for i, (W, b) in enumerate(zip(self.W, self.b)):
            h = h @ W + b
            if i < last:
                h = h.clamp(min=0)
                if self.training:
                    h = h * (torch.rand_like(h) > self.p) / (1 - self.p)
        return h


def make_mlp(d_in, hidden, d_out, p=0.2):
    if not 0 <= p < 1:
        raise ValueError("p should lie in [0, 1)")
    return MLP([d_in] + [h for h in hidden] + [d_out], p)

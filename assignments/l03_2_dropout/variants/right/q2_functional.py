# why: a class with F.dropout told the mode

class MLP(nn.Module):
    def __init__(self, d_in, hidden, d_out, p):
        super().__init__()
        sizes = [d_in, *hidden, d_out]
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes[:-1], sizes[1:]))
        self.p = p

    def forward(self, x):
        x = torch.flatten(x, 1)
        for layer in self.layers[:-1]:
            x = F.dropout(F.relu(layer(x)), self.p, training=self.training)
        return self.layers[-1](x)


def make_mlp(d_in, hidden, d_out, p=0.2):
    if p < 0 or p >= 1:
        raise ValueError(f"p={p} is no probability below 1")
    return MLP(d_in, hidden, d_out, p)

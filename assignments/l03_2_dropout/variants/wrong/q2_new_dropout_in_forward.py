# expect: fails q2.test_dropout_is_off_in_evaluation
# says: must be off after
# why: an nn.Dropout made in forward is always in training mode

class MLP(nn.Module):
    def __init__(self, d_in, hidden, d_out, p):
        super().__init__()
        sizes = [d_in, *hidden, d_out]
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes[:-1], sizes[1:]))
        self.p = p

    def forward(self, x):
        x = x.flatten(1)
        for layer in self.layers[:-1]:
            x = nn.Dropout(self.p)(F.relu(layer(x)))
        return self.layers[-1](x)


def make_mlp(d_in, hidden, d_out, p=0.2):
    if not 0 <= p < 1:
        raise ValueError("p should lie in [0, 1)")
    return MLP(d_in, hidden, d_out, p)

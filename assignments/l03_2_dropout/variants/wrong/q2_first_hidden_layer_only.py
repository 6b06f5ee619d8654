# expect: fails q2.test_dropout_follows_every_hidden_layer
# says: each hidden layer
# why: dropout after the first hidden layer only

class MLP(nn.Module):
    def __init__(self, d_in, hidden, d_out, p):
        super().__init__()
        sizes = [d_in, *hidden, d_out]
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes[:-1], sizes[1:]))
        self.p = p

    def forward(self, x):
        x = x.flatten(1)
        for i, layer in enumerate(self.layers[:-1]):
            x = F.relu(layer(x))
            if i == 0:
                x = F.dropout(x, self.p, self.training)
        return self.layers[-1](x)


def make_mlp(d_in, hidden, d_out, p=0.2):
    if not 0 <= p < 1:
        raise ValueError("p should lie in [0, 1)")
    return MLP(d_in, hidden, d_out, p)

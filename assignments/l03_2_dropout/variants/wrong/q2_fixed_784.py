# expect: fails q2.test_images_of_any_size_are_flattened
# says: raised|has shape
# why: flattens to 784 whatever d_in is

class MLP(nn.Module):
    def __init__(self, d_in, hidden, d_out, p):
        super().__init__()
        sizes = [d_in, *hidden, d_out]
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes[:-1], sizes[1:]))
        self.p = p

    def forward(self, x):
        if x.dim() > 2:
            x = x.view(-1, 784)
        for layer in self.layers[:-1]:
            x = F.dropout(F.relu(layer(x)), self.p, self.training)
        return self.layers[-1](x)


def make_mlp(d_in, hidden, d_out, p=0.2):
    if not 0 <= p < 1:
        raise ValueError("p should lie in [0, 1)")
    return MLP(d_in, hidden, d_out, p)

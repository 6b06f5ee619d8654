# why: uses the layer of question 1, and reshape

class MLP(nn.Module):
    def __init__(self, widths, p):
        super().__init__()
        self.hidden = nn.Sequential()
        for i, (a, b) in enumerate(zip(widths, widths[1:-1])):
            self.hidden.add_module(f"linear{i}", nn.Linear(a, b))
            self.hidden.add_module(f"relu{i}", nn.ReLU())
            self.hidden.add_module(f"drop{i}", InvertedDropout(p))
        self.out = nn.Linear(widths[-2], widths[-1])

    def forward(self, x):
        return self.out(self.hidden(x.reshape(x.shape[0], -1)))


def make_mlp(d_in, hidden, d_out, p=0.2):
    return MLP((d_in,) + tuple(hidden) + (d_out,), p)

# why: F.dropout refuses p when it is called, not when the model is made

class Network(nn.Module):
    def __init__(self, d_in, hidden, d_out, p):
        super().__init__()
        sizes = [d_in, *hidden]
        self.hidden = nn.ModuleList([nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])])
        self.out = nn.Linear(sizes[-1], d_out)
        self.p = p

    def forward(self, x):
        x = x.view(x.size(0), -1)
        for linear in self.hidden:
            x = F.dropout(torch.relu(linear(x)), p=self.p, training=self.training)
        return self.out(x)


def make_mlp(d_in, hidden, d_out, p=0.2):
    return Network(d_in, hidden, d_out, p)

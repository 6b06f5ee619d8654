# why: a class, layers defined in another order


class Net(nn.Module):
    def __init__(self, d_in, d_hidden, d_out):
        super().__init__()
        self.head = nn.Linear(d_hidden, d_out)
        self.body = nn.Linear(d_in, d_hidden)

    def forward(self, x):
        return self.head(torch.relu(self.body(x)))


def make_net(d_in, d_hidden, d_out):
    return Net(d_in, d_hidden, d_out)

# expect: fails q6.test_both_layers_can_learn
# says: get no gradient
# why: the hidden layer is cut off the graph


class Net(nn.Module):
    def __init__(self, d_in, d_hidden, d_out):
        super().__init__()
        self.hidden, self.out = nn.Linear(d_in, d_hidden), nn.Linear(d_hidden, d_out)

    def forward(self, x):
        return self.out(torch.relu(self.hidden(x)).detach())


def make_net(d_in, d_hidden, d_out):
    return Net(d_in, d_hidden, d_out)

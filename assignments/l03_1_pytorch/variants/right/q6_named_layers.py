# why: named layers, weights drawn anew

from collections import OrderedDict


def make_net(d_in, d_hidden, d_out):
    net = nn.Sequential(
        OrderedDict(
            hidden=nn.Linear(d_in, d_hidden), bend=nn.ReLU(inplace=True), out=nn.Linear(d_hidden, d_out)
        )
    )
    nn.init.kaiming_normal_(net.hidden.weight, nonlinearity="relu")
    nn.init.zeros_(net.out.bias)
    return net

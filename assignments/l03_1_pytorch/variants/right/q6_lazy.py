# why: lazy layers and no-ops


def make_net(d_in, d_hidden, d_out):
    return nn.Sequential(nn.Identity(), nn.LazyLinear(d_hidden), nn.ReLU(), nn.LazyLinear(d_out))

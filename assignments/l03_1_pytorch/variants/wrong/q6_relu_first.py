# expect: fails q6.test_relu_is_between_the_layers
# says: between the layers only|linear
# why: a ReLU before the first layer


def make_net(d_in, d_hidden, d_out):
    return nn.Sequential(nn.ReLU(), nn.Linear(d_in, d_hidden), nn.Linear(d_hidden, d_out))

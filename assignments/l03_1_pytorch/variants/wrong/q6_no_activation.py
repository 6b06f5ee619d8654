# expect: fails q6.test_relu_is_between_the_layers
# says: linear in its input
# why: nothing between the layers


def make_net(d_in, d_hidden, d_out):
    return nn.Sequential(nn.Linear(d_in, d_hidden), nn.Linear(d_hidden, d_out))

# expect: fails q6.test_relu_is_between_the_layers
# says: activation a ReLU
# why: a sigmoid for the ReLU


def make_net(d_in, d_hidden, d_out):
    return nn.Sequential(nn.Linear(d_in, d_hidden), nn.Sigmoid(), nn.Linear(d_hidden, d_out))

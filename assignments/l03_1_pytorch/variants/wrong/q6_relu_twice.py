# expect: fails q6.test_relu_is_between_the_layers
# says: follows the last layer
# why: a ReLU after each layer


def make_net(d_in, d_hidden, d_out):
    return nn.Sequential(nn.Linear(d_in, d_hidden), nn.ReLU(), nn.Linear(d_hidden, d_out), nn.ReLU())

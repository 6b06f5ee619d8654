# expect: fails q6.test_sizes_of_layers, q6.test_relu_is_between_the_layers
# says: parameters|other sizes
# why: 32 hidden units, whatever was asked


def make_net(d_in, d_hidden, d_out):
    return nn.Sequential(nn.Linear(d_in, 32), nn.ReLU(), nn.Linear(32, d_out))

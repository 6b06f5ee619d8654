# expect: fails q6.test_sizes_of_layers, q6.test_relu_is_between_the_layers
# says: parameters|other sizes
# why: no hidden layer


def make_net(d_in, d_hidden, d_out):
    return nn.Sequential(nn.Linear(d_in, d_out), nn.ReLU())

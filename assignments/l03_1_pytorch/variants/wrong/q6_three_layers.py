# expect: fails q6.test_sizes_of_layers, q6.test_relu_is_between_the_layers
# says: should have 4
# why: one hidden layer too many


def make_net(d_in, d_hidden, d_out):
    return nn.Sequential(
        nn.Linear(d_in, d_hidden),
        nn.ReLU(),
        nn.Linear(d_hidden, d_hidden),
        nn.ReLU(),
        nn.Linear(d_hidden, d_out),
    )

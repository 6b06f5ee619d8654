# expect: fails q6.test_shape_of_predictions, q6.test_sizes_of_layers, q6.test_relu_is_between_the_layers, q6.test_both_layers_can_learn
# says: shape|raised
# why: hidden and output sizes swapped


def make_net(d_in, d_hidden, d_out):
    return nn.Sequential(nn.Linear(d_in, d_out), nn.ReLU(), nn.Linear(d_out, d_hidden))

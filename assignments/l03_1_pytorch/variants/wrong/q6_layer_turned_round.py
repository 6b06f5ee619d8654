# expect: fails q6.test_shape_of_predictions, q6.test_sizes_of_layers, q6.test_relu_is_between_the_layers, q6.test_both_layers_can_learn
# says: raised RuntimeError
# why: Linear(out, in)


def make_net(d_in, d_hidden, d_out):
    return nn.Sequential(nn.Linear(d_hidden, d_in), nn.ReLU(), nn.Linear(d_out, d_hidden))

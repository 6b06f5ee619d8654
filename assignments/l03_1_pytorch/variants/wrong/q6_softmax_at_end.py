# expect: fails q6.test_relu_is_between_the_layers
# says: between the layers only
# why: a softmax at the end


def make_net(d_in, d_hidden, d_out):
    return nn.Sequential(nn.Linear(d_in, d_hidden), nn.ReLU(), nn.Linear(d_hidden, d_out), nn.Softmax(1))

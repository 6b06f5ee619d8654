# expect: fails q2.test_dropout_follows_every_hidden_layer
# says: follows the activation
# why: p is never used

def make_mlp(d_in, hidden, d_out, p=0.2):
    if not 0 <= p < 1:
        raise ValueError("p should lie in [0, 1)")
    layers = [nn.Flatten()]
    for width in hidden:
        layers += [nn.Linear(d_in, width), nn.ReLU()]
        d_in = width
    return nn.Sequential(*layers, nn.Linear(d_in, d_out))

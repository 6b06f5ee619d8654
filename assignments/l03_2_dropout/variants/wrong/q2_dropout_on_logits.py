# expect: fails q2.test_no_dropout_on_input_or_logits
# says: hidden layers only
# why: drops logits too

def make_mlp(d_in, hidden, d_out, p=0.2):
    if not 0 <= p < 1:
        raise ValueError("p should lie in [0, 1)")
    layers = [nn.Flatten()]
    for width in hidden:
        layers += [nn.Linear(d_in, width), nn.ReLU(), nn.Dropout(p)]
        d_in = width
    return nn.Sequential(*layers, nn.Linear(d_in, d_out), nn.Dropout(p))

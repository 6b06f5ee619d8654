# expect: fails q2.test_senseless_p_is_refused
# says: p is below 0
# why: bends any p into the allowed range instead of refusing it

def make_mlp(d_in, hidden, d_out, p=0.2):
    p = min(max(p, 0.0), 0.99)
    layers = [nn.Flatten()]
    for width in hidden:
        layers += [nn.Linear(d_in, width), nn.ReLU(), nn.Dropout(p)]
        d_in = width
    return nn.Sequential(*layers, nn.Linear(d_in, d_out))

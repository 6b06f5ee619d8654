# expect: fails q2.test_senseless_p_is_refused
# says: drop every unit
# why: nn.Dropout itself lets p = 1 pass

def make_mlp(d_in, hidden, d_out, p=0.2):
    layers = [nn.Flatten()]
    for width in hidden:
        layers += [nn.Linear(d_in, width), nn.ReLU(), nn.Dropout(p)]
        d_in = width
    return nn.Sequential(*layers, nn.Linear(d_in, d_out))

# expect: fails q2.test_layers_follow_the_list
# says: raised
# why: fails for an empty list

def make_mlp(d_in, hidden, d_out, p=0.2):
    if not 0 <= p < 1:
        raise ValueError("p should lie in [0, 1)")
    layers = [nn.Flatten(), nn.Linear(d_in, hidden[0]), nn.ReLU(), nn.Dropout(p)]
    for a, b in zip(hidden[:-1], hidden[1:]):
        layers += [nn.Linear(a, b), nn.ReLU(), nn.Dropout(p)]
    return nn.Sequential(*layers, nn.Linear(hidden[-1], d_out))

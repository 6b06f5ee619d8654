# expect: fails q2.test_hidden_list_is_left_alone
# says: hidden.append
# why: inserts into the caller's list

def make_mlp(d_in, hidden, d_out, p=0.2):
    if not 0 <= p < 1:
        raise ValueError("p should lie in [0, 1)")
    hidden.insert(0, d_in)
    layers = [nn.Flatten()]
    for a, b in zip(hidden[:-1], hidden[1:]):
        layers += [nn.Linear(a, b), nn.ReLU(), nn.Dropout(p)]
    return nn.Sequential(*layers, nn.Linear(hidden[-1], d_out))

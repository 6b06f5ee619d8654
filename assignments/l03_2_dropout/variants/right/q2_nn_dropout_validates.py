# why: leaves it to nn.Dropout to refuse p

def make_mlp(d_in, hidden, d_out, p=0.2):
    layers = [nn.Flatten()]
    for width in hidden:
        layers += [nn.Linear(d_in, width), nn.ReLU(), nn.Dropout(p)]
        d_in = width
    return nn.Sequential(*layers, nn.Linear(d_in, d_out))

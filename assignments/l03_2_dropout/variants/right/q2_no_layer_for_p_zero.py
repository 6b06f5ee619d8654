# why: leaves the dropout layer out where p is 0

def make_mlp(d_in, hidden, d_out, p=0.2):
    if not 0 <= p < 1:
        raise ValueError("p should lie in [0, 1)")
    layers, width = [nn.Flatten(1, -1)], d_in
    for h in hidden:
        layers.append(nn.Linear(width, h))
        layers.append(nn.ReLU())
        if p > 0:
            layers.append(nn.Dropout(p=p))
        width = h
    layers.append(nn.Linear(width, d_out))
    return nn.Sequential(*layers)

# why: a block inside a list


def make_net(d_in, d_hidden, d_out):
    block = nn.Sequential(nn.Linear(d_in, d_hidden), nn.ReLU())
    layers = [block]
    layers.append(nn.Linear(d_hidden, d_out))
    return nn.Sequential(*layers)

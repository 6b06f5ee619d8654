# why: one nn.Dropout module for all layers, before the ReLU: the same function

def make_mlp(d_in, hidden, d_out, p=0.2):
    if not 0 <= p < 1:
        raise ValueError("p should lie in [0, 1)")
    drop = nn.Dropout(p)
    blocks = [nn.Flatten()]
    for a, b in zip([d_in] + list(hidden), hidden):
        blocks.append(nn.Sequential(nn.Linear(a, b), drop, nn.ReLU(inplace=True)))
    blocks.append(nn.Linear(hidden[-1] if hidden else d_in, d_out))
    return nn.Sequential(*blocks)

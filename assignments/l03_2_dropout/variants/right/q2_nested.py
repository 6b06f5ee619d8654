# why: built recursively, with names

from collections import OrderedDict


def stack(d_in, hidden, d_out, p):
    if len(hidden) == 0:
        return nn.Linear(d_in, d_out)
    width, rest = hidden[0], hidden[1:]
    return nn.Sequential(OrderedDict(
        linear=nn.Linear(d_in, width), act=nn.ReLU(), drop=nn.Dropout(p), rest=stack(width, rest, d_out, p)
    ))


class Flat(nn.Sequential):
    def forward(self, x):
        return super().forward(x if x.dim() == 2 else x.flatten(start_dim=1))


def make_mlp(d_in, hidden, d_out, p=0.2):
    if not (0.0 <= p < 1.0):
        raise ValueError("dropout probability must be in [0, 1)")
    return Flat(stack(d_in, hidden, d_out, p))

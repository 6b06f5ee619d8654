# why: GELU and an initialisation of one's own do as well as ReLU

def make_mlp(d_in, hidden, d_out, p=0.2):
    net = nn.Sequential(nn.Flatten(start_dim=1))
    for i, width in enumerate(hidden):
        linear = nn.Linear(d_in, width)
        nn.init.kaiming_normal_(linear.weight)
        net.add_module(f"linear{i}", linear)
        net.add_module(f"activation{i}", nn.GELU())
        net.add_module(f"dropout{i}", nn.Dropout(p))
        d_in = width
    net.add_module("head", nn.Linear(d_in, d_out))
    return net

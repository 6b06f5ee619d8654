# expect: fails q2.test_dropout_follows_every_hidden_layer, q2.test_layers_follow_the_list
# says: weight matrices
# why: takes the first width only

def make_mlp(d_in, hidden, d_out, p=0.2):
    if not 0 <= p < 1:
        raise ValueError("p should lie in [0, 1)")
    if not hidden:
        return nn.Sequential(nn.Flatten(), nn.Linear(d_in, d_out))
    return nn.Sequential(
        nn.Flatten(), nn.Linear(d_in, hidden[0]), nn.ReLU(), nn.Dropout(p), nn.Linear(hidden[0], d_out)
    )

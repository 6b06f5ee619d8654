# expect: fails q2.test_dropout_is_off_in_evaluation, q2.test_dropout_follows_every_hidden_layer, q2.test_no_dropout_on_input_or_logits, q2.test_layers_follow_the_list
# says: nn.ModuleList
# why: layers in a plain list are not registered: no parameters, no mode

class MLP(nn.Module):
    def __init__(self, d_in, hidden, d_out, p):
        super().__init__()
        self.layers = []
        for width in hidden:
            self.layers += [nn.Linear(d_in, width), nn.ReLU(), nn.Dropout(p)]
            d_in = width
        self.layers.append(nn.Linear(d_in, d_out))

    def forward(self, x):
        x = x.flatten(1)
        for layer in self.layers:
            x = layer(x)
        return x


def make_mlp(d_in, hidden, d_out, p=0.2):
    if not 0 <= p < 1:
        raise ValueError("p should lie in [0, 1)")
    return MLP(d_in, hidden, d_out, p)

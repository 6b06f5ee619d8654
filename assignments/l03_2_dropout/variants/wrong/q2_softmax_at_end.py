# expect: fails q2.test_output_is_raw_logits
# says: softmax inside
# why: the loss applies softmax a second time

def make_mlp(d_in, hidden, d_out, p=0.2):
    if not 0 <= p < 1:
        raise ValueError("p should lie in [0, 1)")
    layers = [nn.Flatten()]
    for width in hidden:
        layers += [nn.Linear(d_in, width), nn.ReLU(), nn.Dropout(p)]
        d_in = width
    return nn.Sequential(*layers, nn.Linear(d_in, d_out), nn.Softmax(dim=1))

# expect: fails q2.test_logits_for_vectors_and_images, q2.test_images_of_any_size_are_flattened
# says: raised|has shape
# why: images meet a linear layer as they are

def make_mlp(d_in, hidden, d_out, p=0.2):
    if not 0 <= p < 1:
        raise ValueError("p should lie in [0, 1)")
    layers = []
    for width in hidden:
        layers += [nn.Linear(d_in, width), nn.ReLU(), nn.Dropout(p)]
        d_in = width
    return nn.Sequential(*layers, nn.Linear(d_in, d_out))

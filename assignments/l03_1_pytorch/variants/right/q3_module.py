# why: an nn.Linear with the weights put in


def affine(x, W, b):
    layer = nn.Linear(W.shape[1], W.shape[0])
    with torch.no_grad():
        layer.weight.copy_(W)
        layer.bias.copy_(b)
    return layer(x)

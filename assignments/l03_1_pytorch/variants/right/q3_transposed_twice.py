# why: (W xᵀ + b)ᵀ


def affine(x, W, b):
    return (W.mm(x.t()) + b[:, None]).t()

# expect: fails q3.test_square_weights_are_transposed
# says: missing transpose
# why: transposes only where the shapes ask for it


def affine(x, W, b):
    return (x @ W if x.shape[1] == W.shape[0] else x @ W.T) + b

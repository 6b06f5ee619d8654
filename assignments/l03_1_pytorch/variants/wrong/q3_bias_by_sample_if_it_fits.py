# expect: fails q3.test_bias_belongs_to_outputs
# says: one bias for each output
# why: b along the samples where these are as many


def affine(x, W, b):
    y = x @ W.T
    return y + (b[:, None] if len(b) == len(x) else b)

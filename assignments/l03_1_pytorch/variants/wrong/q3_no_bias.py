# expect: fails q3.test_values_of_outputs, q3.test_bias_belongs_to_outputs
# says: off
# why: b is left out


def affine(x, W, b):
    return x @ W.T

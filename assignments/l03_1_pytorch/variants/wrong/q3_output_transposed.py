# expect: fails q3.test_shape_of_outputs, q3.test_values_of_outputs, q3.test_square_weights_are_transposed, q3.test_bias_belongs_to_outputs, q3.test_arguments_are_left_alone
# says: shape|off
# why: (H, N) for (N, H)


def affine(x, W, b):
    return W @ x.T + b[:, None]

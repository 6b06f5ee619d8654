# expect: fails q3.test_shape_of_outputs, q3.test_values_of_outputs, q3.test_bias_belongs_to_outputs, q3.test_arguments_are_left_alone, q3.test_square_weights_are_transposed
# says: one bias for each output|raised
# why: b is broadcast over the wrong axis


def affine(x, W, b):
    return x @ W.T + b[:, None]

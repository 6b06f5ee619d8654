# expect: fails q3.test_shape_of_outputs, q3.test_values_of_outputs, q3.test_square_weights_are_transposed, q3.test_bias_belongs_to_outputs, q3.test_arguments_are_left_alone
# says: raised|shape|off
# why: `*` with the transpose


def affine(x, W, b):
    return x * W.T + b

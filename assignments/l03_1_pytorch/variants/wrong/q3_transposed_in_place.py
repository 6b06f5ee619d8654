# expect: fails q3.test_arguments_are_left_alone
# says: changed its argument
# why: W is transposed in place


def affine(x, W, b):
    return x @ W.t_() + b

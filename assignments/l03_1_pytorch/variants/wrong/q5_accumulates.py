# expect: fails q5.test_gradients_do_not_add_up, q5.test_x_is_left_alone
# says: add up
# why: backward on the caller's x, gradients add up


def gradient(f, x):
    x.requires_grad_(True)
    f(x).backward()
    return x.grad

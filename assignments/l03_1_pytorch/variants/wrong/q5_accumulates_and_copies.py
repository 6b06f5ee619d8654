# expect: fails q5.test_gradients_do_not_add_up, q5.test_x_is_left_alone
# says: add up
# why: a copy of the sum of all calls


def gradient(f, x):
    was = x.requires_grad
    x.requires_grad_(True)
    f(x).backward()
    x.requires_grad_(was)
    return x.grad.clone()

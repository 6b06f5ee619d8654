# expect: fails q5.test_x_is_left_alone
# says: left over
# why: the result is x.grad, zeroed for the next call


def gradient(f, x):
    was = x.requires_grad
    x.requires_grad_(True)
    if x.grad is not None:
        x.grad.zero_()
    f(x).backward()
    x.requires_grad_(was)
    return x.grad

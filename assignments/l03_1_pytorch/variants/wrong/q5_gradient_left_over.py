# expect: fails q5.test_x_is_left_alone
# says: left over
# why: x.grad is cleared before the call, not after it


def gradient(f, x):
    was, x.grad = x.requires_grad, None
    x.requires_grad_(True)
    f(x).backward()
    x.requires_grad_(was)
    return x.grad.clone()

# expect: fails q5.test_x_is_left_alone
# says: requires_grad was False before
# why: x.requires_grad stays on


def gradient(f, x):
    x.requires_grad_(True)
    return torch.autograd.grad(f(x), x)[0]

# expect: fails q5.test_x_is_left_alone
# says: requires_grad was True before
# why: x.requires_grad is off afterwards


def gradient(f, x):
    x.requires_grad_(True)
    g = torch.autograd.grad(f(x), x)[0]
    x.requires_grad_(False)
    return g

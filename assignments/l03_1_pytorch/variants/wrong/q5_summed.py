# expect: fails q5.test_gradient_of_cubes, q5.test_gradient_of_coupled_numbers, q5.test_gradient_is_from_autograd
# says: shape
# why: one number for all


def gradient(f, x):
    x = x.detach().clone().requires_grad_()
    return torch.autograd.grad(f(x), x)[0].sum()

# expect: fails q5.test_gradient_of_coupled_numbers, q5.test_gradient_is_from_autograd
# says: shape
# why: the gradient is flat


def gradient(f, x):
    x = x.detach().clone().requires_grad_()
    return torch.autograd.grad(f(x), x)[0].flatten()

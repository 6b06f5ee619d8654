# expect: fails q5.test_gradient_of_coupled_numbers
# says: Σ sin
# why: f of each number by itself


def gradient(f, x):
    x = x.detach().clone().requires_grad_()
    return torch.autograd.grad(sum(f(v) for v in x.reshape(-1)), x)[0]

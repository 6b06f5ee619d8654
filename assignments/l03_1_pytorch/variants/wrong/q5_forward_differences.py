# expect: fails q5.test_gradient_is_from_autograd
# says: differences are inexact
# why: forward differences


def gradient(f, x):
    x, h = x.detach().double(), 1e-6
    g = torch.zeros_like(x)
    for i in range(x.numel()):
        e = torch.zeros_like(x)
        e.view(-1)[i] = h
        g.view(-1)[i] = (f(x + e) - f(x)) / h
    return g

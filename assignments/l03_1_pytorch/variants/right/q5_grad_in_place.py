# why: grad on the caller's x, flag restored


def gradient(f, x):
    flag = x.requires_grad
    x.requires_grad = True
    g = torch.autograd.grad(f(x), x)[0].detach()
    x.requires_grad = flag
    return g

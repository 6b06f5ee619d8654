# why: torch.func.grad


def gradient(f, x):
    return torch.func.grad(f)(x)

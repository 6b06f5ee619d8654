# why: torch.func.vjp


def gradient(f, x):
    value, pull = torch.func.vjp(f, x.detach())
    return pull(torch.ones_like(value))[0]

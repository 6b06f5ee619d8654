# why: on x itself, with everything put back


def gradient(f, x):
    was, x.grad = x.requires_grad, None
    x.requires_grad_(True)
    try:
        f(x).backward()
        return x.grad.clone()
    finally:
        x.grad = None
        x.requires_grad_(was)

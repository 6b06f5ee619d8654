# why: backward on a tensor of one's own


def gradient(f, x):
    leaf = x.detach().clone()
    leaf.requires_grad = True
    f(leaf).backward()
    return leaf.grad

# why: a NumPy scalar, copies made by astype


def to_numpy(t):
    a = t.detach().to("cpu").numpy()
    return a.astype(a.dtype)


def to_scalar(t):
    a = to_numpy(t)
    if a.size != 1:
        raise ValueError("expected exactly one element, got %d" % a.size)
    return a.reshape(-1)[0]

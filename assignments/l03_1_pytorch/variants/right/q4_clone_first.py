# why: a clone in PyTorch, and float()


def to_numpy(t):
    return t.clone().detach().to("cpu").contiguous().numpy()


def to_scalar(t):
    if t.numel() > 1:
        raise ValueError(f"{t.numel()} elements are not a number")
    return float(t)

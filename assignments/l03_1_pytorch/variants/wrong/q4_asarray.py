# expect: fails q4.test_memory_is_not_shared
# says: shares its memory
# why: np.asarray copies nothing


def to_numpy(t):
    return np.asarray(t.detach().cpu())


def to_scalar(t):
    if t.numel() != 1:
        raise ValueError("more than one element")
    return t.item()

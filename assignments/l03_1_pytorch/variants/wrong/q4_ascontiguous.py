# expect: fails q4.test_memory_is_not_shared
# says: shares its memory
# why: copies only where the tensor is not contiguous


def to_numpy(t):
    return np.ascontiguousarray(t.detach().cpu().numpy())


def to_scalar(t):
    if t.numel() != 1:
        raise ValueError("more than one element")
    return t.item()

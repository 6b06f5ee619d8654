# expect: fails q4.test_any_tensor_becomes_an_array
# says: detach
# why: .numpy() on a tensor that requires grad


def to_numpy(t):
    return t.numpy().copy()


def to_scalar(t):
    if t.numel() != 1:
        raise ValueError("more than one element")
    return t.item()

# expect: fails q4.test_any_tensor_becomes_an_array
# says: RuntimeError|leave its values and requires_grad
# why: switches requires_grad off in the caller's tensor


def to_numpy(t):
    return t.requires_grad_(False).cpu().numpy().copy()


def to_scalar(t):
    if t.numel() != 1:
        raise ValueError("more than one element")
    return t.item()

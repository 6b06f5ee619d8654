# expect: fails q4.test_any_tensor_becomes_an_array
# says: leave its values and requires_grad
# why: detaches the caller's tensor


def to_numpy(t):
    return t.detach_().cpu().numpy().copy()


def to_scalar(t):
    if t.numel() != 1:
        raise ValueError("more than one element")
    return t.item()

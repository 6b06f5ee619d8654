# expect: fails q4.test_any_tensor_becomes_an_array, q4.test_array_and_number
# says: shape
# why: the array is flat


def to_numpy(t):
    return t.detach().cpu().flatten().numpy().copy()


def to_scalar(t):
    if t.numel() != 1:
        raise ValueError("more than one element")
    return t.item()

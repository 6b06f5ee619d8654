# expect: fails q4.test_any_tensor_becomes_an_array, q4.test_array_and_number
# says: off
# why: decimals are cut off


def to_numpy(t):
    return t.detach().cpu().long().numpy().copy()


def to_scalar(t):
    if t.numel() != 1:
        raise ValueError("more than one element")
    return t.item()

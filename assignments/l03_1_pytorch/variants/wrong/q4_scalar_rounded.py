# expect: fails q4.test_array_and_number, q4.test_one_element_of_any_shape
# says: off
# why: int() cuts the decimals off


def to_numpy(t):
    return t.detach().cpu().numpy().copy()


def to_scalar(t):
    if t.numel() != 1:
        raise ValueError("more than one element")
    return int(t)

# expect: fails q4.test_one_element_of_any_shape
# says: ValueError
# why: refuses shapes such as (1,)


def to_numpy(t):
    return t.detach().cpu().numpy().copy()


def to_scalar(t):
    if t.ndim != 0:
        raise ValueError("more than one element")
    return t.item()

# expect: fails q4.test_several_elements_are_refused
# says: ValueError
# why: item() raises RuntimeError


def to_numpy(t):
    return t.detach().cpu().numpy().copy()


def to_scalar(t):
    return t.item()

# expect: fails q4.test_several_elements_are_refused
# says: no error was raised
# why: the mean of several


def to_numpy(t):
    return t.detach().cpu().numpy().copy()


def to_scalar(t):
    return t.float().mean().item()

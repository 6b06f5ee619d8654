# why: numpy(force=True), which detaches, and RuntimeError turned into ValueError


def to_numpy(t):
    return t.numpy(force=True).copy()


def to_scalar(t):
    try:
        return t.item()
    except RuntimeError as error:
        raise ValueError("a tensor of several elements is no number") from error

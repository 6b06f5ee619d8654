# why: by nested lists, which are copies


def to_numpy(t):
    return np.array(t.tolist())


def to_scalar(t):
    values = t.flatten().tolist()
    if len(values) != 1:
        raise ValueError("not one element")
    return values[0]

# why: unpacking raises ValueError by itself


def to_numpy(t):
    return np.copy(t.data.cpu().numpy())


def to_scalar(t):
    (value,) = t.detach().cpu().flatten().tolist()
    return value

# why: labels compared with the classes

def one_hot(y, num_classes=10):
    rows = (np.asarray(y)[:, None] == np.arange(num_classes)).astype(np.float32)
    if not rows.any(axis=1).all():
        raise ValueError("a label lies outside")
    return rows

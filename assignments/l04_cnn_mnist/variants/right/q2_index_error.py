# why: NumPy's IndexError for large labels

def one_hot(y, num_classes=10):
    if (np.asarray(y) < 0).any():
        raise IndexError("negative label")
    rows = np.zeros((len(y), num_classes), "float32")
    rows[np.arange(len(y)), y] = 1.0
    return rows

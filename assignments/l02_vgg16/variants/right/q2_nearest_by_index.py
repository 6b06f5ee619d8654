# why: nearest neighbours by NumPy alone
def preprocess(image, size=224):
    x = np.asarray(image)
    if x.ndim == 2:
        x = x[:, :, np.newaxis]
    if x.shape[2] == 1:
        x = np.concatenate([x, x, x], axis=2)
    h, w = x.shape[:2]
    rows = ((np.arange(size) + 0.5) * h / size).astype(int)
    cols = ((np.arange(size) + 0.5) * w / size).astype(int)
    x = x[rows][:, cols][:, :, [2, 1, 0]].astype("float32")
    x -= np.array([103.939, 116.779, 123.68], dtype="float32")
    return x.reshape(1, size, size, 3)

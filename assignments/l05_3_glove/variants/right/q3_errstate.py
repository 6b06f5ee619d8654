# why: np.errstate and nan_to_num, a dict of words

def cosine(u, v):
    u, v = np.asarray(u, float), np.asarray(v, float)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.nan_to_num(u @ v / np.linalg.norm(u) / np.linalg.norm(v)).item()


def most_similar(word, k):
    if k < 1:
        raise ValueError("k < 1")
    U = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    s = U @ U[index[word]]
    order = np.argsort(s)[::-1][1 : k + 1]
    return {words[i]: float(s[i]) for i in order}

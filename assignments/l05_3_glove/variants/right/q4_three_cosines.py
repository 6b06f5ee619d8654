# why: cos(b) − cos(a) + cos(c), which is the same

def analogy(a, b, c, k=1):
    if k < 1:
        raise ValueError("k should be at least 1")
    E = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    score = {w: s for w, s in zip(words, E @ E[index[b]] - E @ E[index[a]] + E @ E[index[c]])}
    for w in {a, b, c}:
        score.pop(w, None)
    return sorted(score, key=score.get, reverse=True)[:k]

# why: pairs of a word and its cosine

def analogy(a, b, c, k=1):
    if k <= 0:
        raise ValueError("k")
    E = vectors / np.sqrt((vectors**2).sum(1))[:, None]
    va, vb, vc = (E[words.index(w)] for w in (a, b, c))
    x = vb - va + vc
    x /= np.linalg.norm(x)
    out = []
    for i in np.argsort(E @ x)[::-1]:
        if words[i] not in {a, b, c}:
            out.append((words[i], float(E[i] @ x)))
        if len(out) == k:
            break
    return out

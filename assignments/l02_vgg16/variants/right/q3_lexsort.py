# why: probabilities, then indices as keys; lists of pairs
def top_k(probs, names, k=3):
    p = np.array(probs, dtype=np.float64).ravel()
    if k < 1:
        raise ValueError("k should be 1 or more.")
    if (p < 0).any() or not np.isclose(p.sum(), 1.0, rtol=0, atol=1e-4):
        raise ValueError("probs is no distribution.")
    order = np.lexsort((np.arange(len(p)), -p))
    return list(zip(np.array(names)[order[:k]].tolist(), p[order[:k]].tolist()))

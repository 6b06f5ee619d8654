# expect: fails q4.test_best_words_by_the_cosine
# says: cosine
# why: the target is normalised, the table is not

def analogy(a, b, c, k=1):
    if k < 1:
        raise ValueError("k should be at least 1.")
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    scores = vectors @ (unit[index[b]] - unit[index[a]] + unit[index[c]])
    scores[[index[a], index[b], index[c]]] = -np.inf
    return [words[i] for i in np.argsort(-scores)[:k]]

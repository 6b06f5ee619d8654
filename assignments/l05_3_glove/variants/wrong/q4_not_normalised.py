# expect: fails q4.test_best_words_by_the_cosine
# says: cosine
# why: products of vectors of any length

def analogy(a, b, c, k=1):
    if k < 1:
        raise ValueError("k should be at least 1.")
    unit = vectors
    scores = unit @ (unit[index[b]] - unit[index[a]] + unit[index[c]])
    scores[[index[a], index[b], index[c]]] = -np.inf
    return [words[i] for i in np.argsort(-scores)[:k]]

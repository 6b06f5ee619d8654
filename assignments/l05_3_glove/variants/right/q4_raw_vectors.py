# why: vectors as they are, the cosine at the end

def analogy(a, b, c, k=1):
    if k < 1:
        raise ValueError("k must be positive")
    x = vectors[index[b]] - vectors[index[a]] + vectors[index[c]]
    s = vectors @ x / (np.linalg.norm(vectors, axis=1) * np.linalg.norm(x))
    ranked = sorted(range(len(words)), key=lambda i: -s[i])
    return [words[i] for i in ranked if words[i] not in (a, b, c)][:k]

# why: a uniform distribution of the same standard deviation

def oov_vector(word, context, strategy):
    if strategy == "zero":
        return np.zeros(vectors.shape[1], "f")
    if strategy == "random":
        half = np.sqrt(3) * vectors.std()
        rng = np.random.default_rng(list(word.encode()))
        return rng.uniform(-half, half, vectors.shape[1]).astype("f")
    if strategy == "neighbours":
        rows = [index[w] for w in context if w in index]
        return vectors[rows].mean(0) if rows else np.zeros(vectors.shape[1], "f")
    raise ValueError("strategy should be zero, random or neighbours")

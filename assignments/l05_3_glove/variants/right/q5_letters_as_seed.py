# why: the codes of the letters added up as the seed; rows stacked

def oov_vector(word, context, strategy):
    d = vectors.shape[-1]
    match strategy:
        case "zero":
            return np.zeros(d)
        case "random":
            np.random.seed(sum(ord(letter) for letter in word))
            return np.random.randn(d) * vectors.std()
        case "neighbours":
            rows = np.array([vectors[index[w]] for w in context if w in index])
            return rows.mean(axis=0) if rows.size else np.zeros(d)
    raise ValueError("strategy")

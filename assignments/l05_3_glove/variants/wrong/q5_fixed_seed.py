# expect: fails q5.test_same_word_same_vector
# says: different
# why: one vector for all words

def oov_vector(word, context, strategy):
    D = vectors.shape[1]
    if strategy == "zero":
        return np.zeros(D, dtype=np.float32)
    if strategy == "random":
        rng = np.random.RandomState(0)
        return rng.normal(0, vectors.std(), D).astype(np.float32)
    if strategy == "neighbours":
        known = [index[other] for other in context if other in index]
        return vectors[known].mean(axis=0) if known else np.zeros(D, dtype=np.float32)
    raise ValueError("unknown strategy")

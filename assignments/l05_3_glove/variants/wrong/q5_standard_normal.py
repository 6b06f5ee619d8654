# expect: fails q5.test_random_vectors_on_the_scale_of_the_table
# says: times that of the table
# why: numbers of size 1

def oov_vector(word, context, strategy):
    D = vectors.shape[1]
    if strategy == "zero":
        return np.zeros(D, dtype=np.float32)
    if strategy == "random":
        rng = np.random.RandomState(zlib.crc32(word.encode()))
        return rng.normal(0, 1, D).astype(np.float32)
    if strategy == "neighbours":
        known = [index[other] for other in context if other in index]
        return vectors[known].mean(axis=0) if known else np.zeros(D, dtype=np.float32)
    raise ValueError("unknown strategy")

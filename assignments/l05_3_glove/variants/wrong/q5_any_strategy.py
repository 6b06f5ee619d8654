# expect: fails q5.test_mean_of_known_neighbours
# says: no error
# why: any other strategy gives None

def oov_vector(word, context, strategy):
    D = vectors.shape[1]
    if strategy == "zero":
        return np.zeros(D, dtype=np.float32)
    if strategy == "random":
        rng = np.random.RandomState(zlib.crc32(word.encode()))
        return rng.normal(0, vectors.std(), D).astype(np.float32)
    if strategy == "neighbours":
        known = [index[other] for other in context if other in index]
        return vectors[known].mean(axis=0) if known else np.zeros(D, dtype=np.float32)
    return None

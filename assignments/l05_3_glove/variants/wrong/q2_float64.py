# expect: fails q2.test_two_caches_come_back_whole
# says: float64
# why: the numbers come back as float64

def save_cache(path, words, vectors):
    np.savez(path, words=np.array(words), vectors=np.asarray(vectors, dtype=float))


def load_cache(path):
    with np.load(path) as f:
        return f["words"].tolist(), f["vectors"]

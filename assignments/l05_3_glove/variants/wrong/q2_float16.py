# expect: fails q2.test_what_is_saved_comes_back, q2.test_two_caches_come_back_whole
# says: bit|float16
# why: half the digits are lost

def save_cache(path, words, vectors):
    np.savez(path, words=np.array(words), vectors=vectors.astype(np.float16))


def load_cache(path):
    with np.load(path) as f:
        return f["words"].tolist(), f["vectors"].astype(np.float32)

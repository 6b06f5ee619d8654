# expect: fails q2.test_two_caches_come_back_whole
# says: words
# why: words cut to ten letters

def save_cache(path, words, vectors):
    np.savez(path, words=np.array(words, dtype="U10"), vectors=vectors)


def load_cache(path):
    with np.load(path) as f:
        return f["words"].tolist(), f["vectors"]

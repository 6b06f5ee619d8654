# expect: fails q2.test_two_caches_come_back_whole
# says: words
# why: words joined by spaces, which words may hold

def save_cache(path, words, vectors):
    np.savez(path, words=np.array(" ".join(words)), vectors=vectors)


def load_cache(path):
    with np.load(path) as f:
        return str(f["words"]).split(" "), f["vectors"]

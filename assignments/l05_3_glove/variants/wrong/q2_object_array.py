# expect: fails q2.test_no_pickle_in_the_file
# says: pickle
# why: an array of dtype object is a pickle

def save_cache(path, words, vectors):
    np.savez(path, words=np.array(words, dtype=object), vectors=vectors)


def load_cache(path):
    with np.load(path, allow_pickle=True) as f:
        return list(f["words"]), f["vectors"]

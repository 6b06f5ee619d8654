# expect: fails q2.test_no_pickle_in_the_file, q2.test_two_caches_come_back_whole
# says: words|npz
# why: only the vectors are saved, the words come from a global

_kept = []


def save_cache(path, words, vectors):
    global _kept
    _kept = list(words)
    with open(path, "wb") as f:
        np.save(f, vectors)


def load_cache(path):
    return _kept, np.load(path)

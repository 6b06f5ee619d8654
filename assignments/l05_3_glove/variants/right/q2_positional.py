# why: positional arrays of np.savez, an array of strings back

def save_cache(path, words, vectors):
    np.savez(path, np.array(words), vectors)


def load_cache(path):
    data = np.load(path)
    return [str(w) for w in data["arr_0"]], data["arr_1"].astype(np.float32)

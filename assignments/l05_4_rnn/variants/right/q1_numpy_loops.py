# why: plain loops and a NumPy array; the list of lists alone, as some libraries have it


def sequences(texts, num_words=10000):
    counts = {}
    for text in texts:
        for word in text.split():
            counts[word] = counts.get(word, 0) + 1
    ranked = sorted(counts, key=lambda word: (-counts[word], word))
    ids = {word: i + 2 for i, word in enumerate(ranked[: num_words - 2])}
    return [[ids[word] if word in ids else 1 for word in text.split()] for text in texts]


def pad(seqs, maxlen=100):
    X = np.zeros((len(seqs), maxlen), dtype="int64")
    for i, ids in enumerate(seqs):
        for t, k in enumerate(ids[:maxlen]):
            X[i, t] = k
    return X

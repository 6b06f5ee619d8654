# expect: fails q1.test_zeros_follow_short_texts
# says: pre
# why: pads in front, as Keras does by default


def sequences(texts, num_words=10000):
    counts = Counter(word for text in texts for word in text.split())
    word_index = {word: i for i, (word, _) in enumerate(counts.most_common(num_words - 2), start=2)}
    return [[word_index.get(word, 1) for word in text.split()] for text in texts], word_index


def pad(seqs, maxlen=100):
    X = np.zeros((len(seqs), maxlen), dtype="int64")
    for row, ids in zip(X, seqs, strict=True):
        ids = ids[:maxlen]
        row[maxlen - len(ids) :] = ids
    return X

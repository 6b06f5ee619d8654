# expect: fails q1.test_num_words_keeps_the_most_frequent
# says: most frequent
# why: num_words is ignored


def sequences(texts, num_words=10000):
    counts = Counter(word for text in texts for word in text.split())
    word_index = {word: i for i, (word, _) in enumerate(counts.most_common(), start=2)}
    return [[word_index[word] for word in text.split()] for text in texts], word_index


def pad(seqs, maxlen=100):
    X = torch.zeros(len(seqs), maxlen, dtype=torch.int64)
    for row, ids in zip(X, seqs, strict=True):
        ids = ids[:maxlen]
        row[: len(ids)] = torch.tensor(ids, dtype=torch.int64)
    return X

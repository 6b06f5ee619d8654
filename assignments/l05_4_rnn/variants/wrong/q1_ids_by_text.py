# expect: fails q1.test_each_word_has_its_own_id, q1.test_num_words_keeps_the_most_frequent
# says: all texts together
# why: each text is numbered on its own


def sequences(texts, num_words=10000):
    seqs, word_index = [], {}
    for text in texts:
        counts = Counter(text.split())
        word_index = {word: i for i, (word, _) in enumerate(counts.most_common(num_words - 2), start=2)}
        seqs.append([word_index.get(word, 1) for word in text.split()])
    return seqs, word_index


def pad(seqs, maxlen=100):
    X = torch.zeros(len(seqs), maxlen, dtype=torch.int64)
    for row, ids in zip(X, seqs, strict=True):
        ids = ids[:maxlen]
        row[: len(ids)] = torch.tensor(ids, dtype=torch.int64)
    return X

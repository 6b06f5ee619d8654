# expect: fails q1.test_num_words_keeps_the_most_frequent
# says: most frequent
# why: keeps the words that come first, not the frequent ones


def sequences(texts, num_words=10000):
    word_index = {}
    for text in texts:
        for word in text.split():
            if word not in word_index and len(word_index) < num_words - 2:
                word_index[word] = len(word_index) + 2
    return [[word_index.get(word, 1) for word in text.split()] for text in texts], word_index


def pad(seqs, maxlen=100):
    X = torch.zeros(len(seqs), maxlen, dtype=torch.int64)
    for row, ids in zip(X, seqs, strict=True):
        ids = ids[:maxlen]
        row[: len(ids)] = torch.tensor(ids, dtype=torch.int64)
    return X

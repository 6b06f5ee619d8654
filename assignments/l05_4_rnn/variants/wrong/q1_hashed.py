# expect: fails q1.test_each_word_has_its_own_id, q1.test_num_words_keeps_the_most_frequent
# says: share
# why: words share ids by a short hash


def sequences(texts, num_words=10000):
    def number(word):
        return 2 + sum(map(ord, word)) % min(num_words - 2, 50)

    word_index = {word: number(word) for text in texts for word in text.split()}
    return [[word_index[word] for word in text.split()] for text in texts], word_index


def pad(seqs, maxlen=100):
    X = torch.zeros(len(seqs), maxlen, dtype=torch.int64)
    for row, ids in zip(X, seqs, strict=True):
        ids = ids[:maxlen]
        row[: len(ids)] = torch.tensor(ids, dtype=torch.int64)
    return X

# why: ids from 1, rare words dropped, as the Tokenizer of old Keras had it; int32


def sequences(texts, num_words=10000):
    counts = Counter(word for text in texts for word in text.lower().split())
    word_index = {word: i for i, (word, _) in enumerate(counts.most_common(), start=1)}
    seqs = []
    for text in texts:
        ids = [word_index[word] for word in text.lower().split()]
        seqs.append([i for i in ids if i < num_words])
    return seqs, word_index


def pad(seqs, maxlen=100):
    return np.array([list(ids[:maxlen]) + [0] * (maxlen - len(ids)) for ids in seqs], dtype="int32")

# expect: fails q1.test_lists_are_left_alone
# says: append
# why: fills up the lists themselves


def sequences(texts, num_words=10000):
    counts = Counter(word for text in texts for word in text.split())
    word_index = {word: i for i, (word, _) in enumerate(counts.most_common(num_words - 2), start=2)}
    return [[word_index.get(word, 1) for word in text.split()] for text in texts], word_index


def pad(seqs, maxlen=100):
    for ids in seqs:
        while len(ids) < maxlen:
            ids.append(0)
        del ids[maxlen:]
    return np.array(seqs)

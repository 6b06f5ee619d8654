# expect: fails q1.test_ids_and_a_rectangle, q1.test_lists_are_left_alone
# says: maxlen columns
# why: as wide as the longest text, not maxlen


def sequences(texts, num_words=10000):
    counts = Counter(word for text in texts for word in text.split())
    word_index = {word: i for i, (word, _) in enumerate(counts.most_common(num_words - 2), start=2)}
    return [[word_index.get(word, 1) for word in text.split()] for text in texts], word_index


def pad(seqs, maxlen=100):
    width = min(maxlen, max(len(ids) for ids in seqs))
    return np.array([ids[:width] + [0] * (width - len(ids)) for ids in seqs])

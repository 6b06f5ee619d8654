# expect: fails q1.test_zeros_follow_short_texts
# says: zeros
# why: pads with the id of unknown words


def sequences(texts, num_words=10000):
    counts = Counter(word for text in texts for word in text.split())
    word_index = {word: i for i, (word, _) in enumerate(counts.most_common(num_words - 2), start=2)}
    return [[word_index.get(word, 1) for word in text.split()] for text in texts], word_index


def pad(seqs, maxlen=100):
    return np.array([ids[:maxlen] + [1] * (maxlen - len(ids)) for ids in seqs])

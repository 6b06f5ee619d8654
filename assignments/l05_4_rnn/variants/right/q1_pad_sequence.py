# why: torch has a helper for padding; a list of lists padded by pandas-like comprehension


def sequences(texts, num_words=10000):
    words = [word for text in texts for word in text.split()]
    kept = [word for word, _ in Counter(words).most_common()][: num_words - 2]
    word_index = dict(zip(kept, range(2, len(kept) + 2), strict=True))
    return ([[word_index.get(word, 1) for word in text.split()] for text in texts], word_index)


def pad(seqs, maxlen=100):
    rows = [torch.tensor(list(ids)[:maxlen], dtype=torch.long) for ids in seqs]
    rows.append(torch.zeros(maxlen, dtype=torch.long))  # sets the width
    return nn.utils.rnn.pad_sequence(rows, batch_first=True)[:-1]

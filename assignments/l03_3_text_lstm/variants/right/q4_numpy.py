# why: an array of zeros, filled from the start


def encode(tokens, vocab, max_len=100):
    row = np.zeros(max_len, dtype=np.int64)
    ids = [vocab.get(token, 1) for token in tokens][:max_len]
    row[: len(ids)] = ids
    return row.tolist()

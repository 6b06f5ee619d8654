# expect: fails q4.test_short_texts_are_padded_at_the_end
# says: raised ValueError|raised IndexError
# why: np.pad of an empty stack


def encode(tokens, vocab, max_len=100):
    ids = np.stack([vocab.get(token, 1) for token in tokens[:max_len]])
    return np.pad(ids, (0, max_len - len(ids))).tolist()

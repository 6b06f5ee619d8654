# expect: fails q4.test_short_texts_are_padded_at_the_end
# says: pads at the start
# why: padding in front, as Keras does by default


def encode(tokens, vocab, max_len=100):
    ids = [vocab.get(token, 1) for token in tokens[:max_len]]
    return [0] * (max_len - len(ids)) + ids

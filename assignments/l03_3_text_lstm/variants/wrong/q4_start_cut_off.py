# expect: fails q4.test_long_texts_are_cut_at_the_end
# says: keeps the end
# why: the start of long texts is cut off, as Keras does by default


def encode(tokens, vocab, max_len=100):
    ids = [vocab.get(token, 1) for token in tokens[-max_len:]]
    return ids + [0] * (max_len - len(ids))

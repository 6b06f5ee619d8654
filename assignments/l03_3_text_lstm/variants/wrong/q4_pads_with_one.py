# expect: fails q4.test_short_texts_are_padded_at_the_end
# says: be 0
# why: padding has the id of unknown words


def encode(tokens, vocab, max_len=100):
    ids = [vocab.get(token, 1) for token in tokens[:max_len]]
    return ids + [1] * (max_len - len(ids))

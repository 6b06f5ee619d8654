# expect: fails q4.test_short_texts_are_padded_at_the_end, q4.test_arguments_are_left_alone
# says: exactly|should be 100
# why: short texts stay short


def encode(tokens, vocab, max_len=100):
    return [vocab.get(token, 1) for token in tokens[:max_len]]

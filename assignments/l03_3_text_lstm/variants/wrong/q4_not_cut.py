# expect: fails q4.test_long_texts_are_cut_at_the_end, q4.test_arguments_are_left_alone
# says: should give|should be 100
# why: long texts stay long


def encode(tokens, vocab, max_len=100):
    ids = [vocab.get(token, 1) for token in tokens]
    return ids + [0] * (max_len - len(ids))

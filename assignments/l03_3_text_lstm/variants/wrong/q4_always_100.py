# expect: fails q4
# says: should have 3|should give
# why: max_len is ignored


def encode(tokens, vocab, max_len=100):
    max_len = 100
    ids = [vocab.get(token, 1) for token in tokens[:max_len]]
    return ids + [0] * (max_len - len(ids))

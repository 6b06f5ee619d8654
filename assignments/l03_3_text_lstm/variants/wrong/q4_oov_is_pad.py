# expect: fails q4.test_unknown_tokens_become_unk
# says: id 0 of <PAD>
# why: unknown words become padding


def encode(tokens, vocab, max_len=100):
    ids = [vocab.get(token, 0) for token in tokens[:max_len]]
    return ids + [0] * (max_len - len(ids))

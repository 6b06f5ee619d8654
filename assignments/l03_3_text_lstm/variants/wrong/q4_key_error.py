# expect: fails q4.test_unknown_tokens_become_unk, q4.test_arguments_are_left_alone
# says: KeyError
# why: unknown words are looked up


def encode(tokens, vocab, max_len=100):
    ids = [vocab[token] for token in tokens[:max_len]]
    return ids + [0] * (max_len - len(ids))

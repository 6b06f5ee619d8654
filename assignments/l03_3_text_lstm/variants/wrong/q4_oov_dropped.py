# expect: fails q4.test_unknown_tokens_become_unk
# says: leaves tokens out
# why: unknown words are left out


def encode(tokens, vocab, max_len=100):
    ids = [vocab[token] for token in tokens if token in vocab]
    return ids[:max_len] + [0] * (max_len - len(ids))

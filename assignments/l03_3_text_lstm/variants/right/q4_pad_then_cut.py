# why: padding for all, then one cut


def encode(tokens, vocab, max_len=100):
    return ([vocab.get(token, 1) for token in tokens] + [0] * max_len)[:max_len]

# expect: fails q4.test_arguments_are_left_alone
# says: changed its argument
# why: the caller's tokens are cut and filled


def encode(tokens, vocab, max_len=100):
    del tokens[max_len:]
    while len(tokens) < max_len:
        tokens.append("<PAD>")
    return [vocab.get(token, 1) for token in tokens]

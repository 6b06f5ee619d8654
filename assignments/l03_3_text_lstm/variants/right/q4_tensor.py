# why: a tensor in place of a list


def encode(tokens, vocab, max_len=100):
    ids = torch.zeros(max_len, dtype=torch.long)
    for i, t in enumerate(tokens[:max_len]):
        ids[i] = vocab.get(t, 1)
    return ids

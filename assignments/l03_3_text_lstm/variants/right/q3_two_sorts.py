# why: a stable sort by frequency after one by name


def build_vocab(token_lists, min_freq=2, max_size=None):
    counts = Counter()
    for tokens in token_lists:
        counts.update(tokens)
    vocab = {"<PAD>": 0, "<UNK>": 1}
    for token, n in sorted(sorted(counts.items()), key=lambda pair: pair[1], reverse=True):
        if n < min_freq or (max_size is not None and len(vocab) >= max_size):
            break
        vocab[token] = len(vocab)
    return vocab

# expect: fails q3
# says: validation
# why: the words of validation messages enter


def build_vocab(token_lists, min_freq=2, max_size=None):
    counts = Counter(token for tokens in [*token_lists, *val_tokens] for token in tokens)
    kept = sorted((t for t in counts if counts[t] >= min_freq), key=lambda t: (-counts[t], t))
    return {token: i for i, token in enumerate(["<PAD>", "<UNK>", *kept][:max_size])}

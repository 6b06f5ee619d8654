# expect: fails q3
# says: all lists together|fall with
# why: counts the lists that hold a token, not its occurrences


def build_vocab(token_lists, min_freq=2, max_size=None):
    counts = Counter(token for tokens in token_lists for token in set(tokens))
    kept = sorted((t for t in counts if counts[t] >= min_freq), key=lambda t: (-counts[t], t))
    return {token: i for i, token in enumerate(["<PAD>", "<UNK>", *kept][:max_size])}

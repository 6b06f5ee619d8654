# expect: fails q3.test_ties_are_alphabetical
# says: alphabetical
# why: ties in the order of a set, another in each process


def build_vocab(token_lists, min_freq=2, max_size=None):
    counts = Counter(token for tokens in token_lists for token in tokens)
    kept = sorted(set(counts), key=lambda t: -counts[t])
    entries = ["<PAD>", "<UNK>", *(t for t in kept if counts[t] >= min_freq)][:max_size]
    return {token: i for i, token in enumerate(entries)}

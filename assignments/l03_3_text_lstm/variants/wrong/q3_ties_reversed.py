# expect: fails q3.test_ties_are_alphabetical
# says: alphabetical
# why: reverse=True turns the names round, too


def build_vocab(token_lists, min_freq=2, max_size=None):
    counts = Counter(token for tokens in token_lists for token in tokens)
    pairs = sorted(((n, t) for t, n in counts.items() if n >= min_freq), reverse=True)
    entries = ["<PAD>", "<UNK>", *(t for _, t in pairs)][:max_size]
    return {token: i for i, token in enumerate(entries)}

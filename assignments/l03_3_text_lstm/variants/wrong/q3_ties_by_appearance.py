# expect: fails q3.test_ties_are_alphabetical
# says: alphabetical
# why: most_common keeps ties as they came


def build_vocab(token_lists, min_freq=2, max_size=None):
    counts = Counter(token for tokens in token_lists for token in tokens)
    entries = ["<PAD>", "<UNK>", *(t for t, n in counts.most_common() if n >= min_freq)][:max_size]
    return {token: i for i, token in enumerate(entries)}

# expect: fails q3.test_max_size_counts_all_entries
# says: max_size counts all
# why: max_size leaves the special tokens out


def build_vocab(token_lists, min_freq=2, max_size=None):
    counts = Counter(token for tokens in token_lists for token in tokens)
    kept = sorted((t for t in counts if counts[t] >= min_freq), key=lambda t: (-counts[t], t))[:max_size]
    return {token: i for i, token in enumerate(["<PAD>", "<UNK>", *kept])}

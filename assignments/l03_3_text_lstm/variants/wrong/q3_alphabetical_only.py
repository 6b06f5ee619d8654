# expect: fails q3.test_frequent_tokens_come_first
# says: fall with the frequency
# why: sorted by name, not by frequency


def build_vocab(token_lists, min_freq=2, max_size=None):
    counts = Counter(token for tokens in token_lists for token in tokens)
    kept = sorted(t for t in counts if counts[t] >= min_freq)
    return {token: i for i, token in enumerate(["<PAD>", "<UNK>", *kept][:max_size])}

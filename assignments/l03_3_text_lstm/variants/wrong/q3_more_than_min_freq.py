# expect: fails q3.test_special_and_frequent_tokens, q3.test_min_freq_is_enough, q3.test_ties_are_alphabetical, q3.test_frequent_tokens_come_first
# says: at least
# why: off by one: more than min_freq


def build_vocab(token_lists, min_freq=2, max_size=None):
    counts = Counter(token for tokens in token_lists for token in tokens)
    kept = sorted((t for t in counts if counts[t] > min_freq), key=lambda t: (-counts[t], t))
    return {token: i for i, token in enumerate(["<PAD>", "<UNK>", *kept][:max_size])}

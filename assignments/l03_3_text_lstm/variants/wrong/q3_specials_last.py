# expect: fails q3
# says: <PAD>
# why: the special tokens come at the end


def build_vocab(token_lists, min_freq=2, max_size=None):
    counts = Counter(token for tokens in token_lists for token in tokens)
    kept = sorted((t for t in counts if counts[t] >= min_freq), key=lambda t: (-counts[t], t))
    return {token: i for i, token in enumerate([*kept, "<PAD>", "<UNK>"])}

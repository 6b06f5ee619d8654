# why: np.unique counts in alphabetical order


def build_vocab(token_lists, min_freq=2, max_size=None):
    words, counts = np.unique([token for tokens in token_lists for token in tokens], return_counts=True)
    order = np.argsort(-counts, kind="stable")
    kept = [str(words[i]) for i in order if counts[i] >= min_freq]
    kept = kept if max_size is None else kept[: max(max_size - 2, 0)]
    return dict(zip(["<PAD>", "<UNK>", *kept], range(len(kept) + 2)))

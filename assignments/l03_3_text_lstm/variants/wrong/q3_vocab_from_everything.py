# expect: fails q3.test_only_the_given_words_enter
# says: training messages
# why: a right function, called with validation texts, too


def build_vocab(token_lists, min_freq=2, max_size=None):
    counts = Counter(token for tokens in token_lists for token in tokens)
    kept = sorted((t for t in counts if counts[t] >= min_freq), key=lambda t: (-counts[t], t))
    return {token: i for i, token in enumerate(["<PAD>", "<UNK>", *kept][:max_size])}


vocab = build_vocab(train_tokens + val_tokens)

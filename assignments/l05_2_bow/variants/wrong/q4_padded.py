# expect: fails q4.test_short_texts
# says: padded
# why: short texts are padded
def ngrams(tokens, n_min, n_max):
    if not 1 <= n_min <= n_max:
        raise ValueError("1 <= n_min <= n_max")
    tokens = list(tokens) + ["<PAD>"] * (n_min - len(tokens))
    return [" ".join(tokens[i : i + n]) for n in range(n_min, n_max + 1) for i in range(len(tokens) - n + 1)]

# expect: fails q4
# says: each n from|not spam
# why: n-grams side by side
def ngrams(tokens, n_min, n_max):
    if not 1 <= n_min <= n_max:
        raise ValueError("1 <= n_min <= n_max")
    return [" ".join(tokens[i : i + n]) for n in range(n_min, n_max + 1) for i in range(0, len(tokens) - n + 1, n)]

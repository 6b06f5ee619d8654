# expect: fails q4
# says: not spam
# why: n-grams of letters
def ngrams(tokens, n_min, n_max):
    if not 1 <= n_min <= n_max:
        raise ValueError("1 <= n_min <= n_max")
    text = " ".join(tokens)
    return [text[i : i + n] for n in range(n_min, n_max + 1) for i in range(len(text) - n + 1)]

# expect: fails q4
# says: another text|each n
# why: the last word of the text before comes first
before = []


def ngrams(tokens, n_min, n_max):
    if not 1 <= n_min <= n_max:
        raise ValueError("1 <= n_min <= n_max")
    joined = before + list(tokens)
    before[:] = list(tokens)[-1:]
    return [" ".join(joined[i : i + n]) for n in range(n_min, n_max + 1) for i in range(len(joined) - n + 1)]

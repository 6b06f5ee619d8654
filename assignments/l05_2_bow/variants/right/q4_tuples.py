# why: tuples, ordered by place
def ngrams(tokens, n_min, n_max):
    if n_min < 1 or n_max < n_min:
        raise ValueError("1 <= n_min <= n_max")
    return [
        tuple(tokens[i : i + n])
        for i in range(len(tokens))
        for n in range(n_min, n_max + 1)
        if i + n <= len(tokens)
    ]

# expect: fails q4
# says: each n from|start|not spam
# why: the start follows the end
def ngrams(tokens, n_min, n_max):
    if not 1 <= n_min <= n_max:
        raise ValueError("1 <= n_min <= n_max")
    twice = tokens + tokens
    return [" ".join(twice[i : i + n]) for n in range(n_min, n_max + 1) for i in range(len(tokens))]

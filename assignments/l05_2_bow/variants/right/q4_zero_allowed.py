# why: what n below 1 means is left open
def ngrams(tokens, n_min, n_max):
    return [" ".join(tokens[i : i + n]) for n in range(n_min, n_max + 1) for i in range(len(tokens) - n + 1)]

# why: shifted copies zipped
def ngrams(tokens, n_min, n_max):
    if n_min < 1 or n_max < n_min:
        raise ValueError("1 <= n_min <= n_max")
    result = []
    for n in range(n_min, n_max + 1):
        result += [" ".join(gram) for gram in zip(*(tokens[k:] for k in range(n)))]
    return result

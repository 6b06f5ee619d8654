# expect: fails q4.test_all_lengths_from_n_min_to_n_max
# says: repeated
# why: a set of n-grams
def ngrams(tokens, n_min, n_max):
    if not 1 <= n_min <= n_max:
        raise ValueError("1 <= n_min <= n_max")
    return sorted({" ".join(tokens[i : i + n]) for n in range(n_min, n_max + 1) for i in range(len(tokens) - n + 1)})

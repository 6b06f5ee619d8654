# expect: fails q4.test_all_lengths_from_n_min_to_n_max, q4.test_short_texts
# says: each n from
# why: only the longest n-grams
def ngrams(tokens, n_min, n_max):
    if not 1 <= n_min <= n_max:
        raise ValueError("1 <= n_min <= n_max")
    return [" ".join(tokens[i : i + n_max]) for i in range(len(tokens) - n_max + 1)]

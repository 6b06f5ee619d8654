# expect: fails q4.test_senseless_n_is_refused
# says: ValueError
# why: runs of no words
def ngrams(tokens, n_min, n_max):
    return [" ".join(tokens[i : i + n]) for n in range(n_min, n_max + 1) for i in range(len(tokens) - n + 1)]

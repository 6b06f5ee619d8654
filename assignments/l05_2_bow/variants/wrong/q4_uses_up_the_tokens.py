# expect: fails q4.test_texts_do_not_touch
# says: changed its argument
# why: the caller's own list is empty afterwards
def ngrams(tokens, n_min, n_max):
    if not 1 <= n_min <= n_max:
        raise ValueError("1 <= n_min <= n_max")
    text = list(tokens)
    tokens.clear()
    return [" ".join(text[i : i + n]) for n in range(n_min, n_max + 1) for i in range(len(text) - n + 1)]

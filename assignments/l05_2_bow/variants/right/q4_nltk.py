# why: by NLTK
from nltk.util import everygrams


def ngrams(tokens, n_min, n_max):
    if n_min < 1:
        raise ValueError(f"n_min is {n_min}, but should be at least 1.")
    if n_max < n_min:
        raise ValueError("n_max is below n_min.")
    return [" ".join(gram) for gram in everygrams(list(tokens), min_len=n_min, max_len=n_max)]

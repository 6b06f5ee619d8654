# why: filter, and NumPy for the sets
def keep_pos(tagged, keep=("NOUN", "ADJ")):
    return [pair[0] for pair in filter(lambda pair: pair[1] in keep, tagged)]


def vocabulary_reduction(before, after):
    n = np.unique(before).size
    return np.float64(1) - np.unique(after).size / n if n else 0.0

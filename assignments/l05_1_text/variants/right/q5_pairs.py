# why: keeps the pairs, as another convention
def keep_pos(tagged, keep=("NOUN", "ADJ")):
    return [(token, tag) for token, tag in tagged if tag in keep]


def vocabulary_reduction(before, after):
    return 1 - len(set(after)) / max(1, len(set(before)))

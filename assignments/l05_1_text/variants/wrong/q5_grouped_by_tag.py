# expect: fails q5
# says: order
# why: all nouns, then all adjectives
def keep_pos(tagged, keep=("NOUN", "ADJ")):
    return [token for k in keep for token, tag in tagged if tag == k]


def vocabulary_reduction(before, after):
    return 1 - len(set(after)) / len(set(before))

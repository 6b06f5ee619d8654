# expect: fails q5.test_share_of_different_words
# says: each word once
# why: counts all tokens, not the different ones
def keep_pos(tagged, keep=("NOUN", "ADJ")):
    return [token for token, tag in tagged if tag in keep]


def vocabulary_reduction(before, after):
    return 1 - len(after) / len(before)

# expect: fails q5.test_nouns_and_a_share, q5.test_share_of_different_words
# says: .
# why: the share that is left
def keep_pos(tagged, keep=("NOUN", "ADJ")):
    return [token for token, tag in tagged if tag in keep]


def vocabulary_reduction(before, after):
    return len(set(after)) / len(set(before))

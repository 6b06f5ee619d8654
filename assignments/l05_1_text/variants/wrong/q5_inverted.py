# expect: fails q5.test_nouns_and_a_share, q5.test_nouns_and_adjectives_in_order, q5.test_other_parts_of_speech
# says: kept
# why: leaves out what is to be kept
def keep_pos(tagged, keep=("NOUN", "ADJ")):
    return [token for token, tag in tagged if tag not in keep]


def vocabulary_reduction(before, after):
    return 1 - len(set(after)) / len(set(before))

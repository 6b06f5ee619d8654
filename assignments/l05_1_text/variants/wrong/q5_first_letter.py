# expect: fails q5.test_nouns_and_adjectives_in_order, q5.test_other_parts_of_speech
# says: kept
# why: compares the first letters of tags, so that ADV and ADP pass for ADJ
def keep_pos(tagged, keep=("NOUN", "ADJ")):
    return [token for token, tag in tagged if any(tag[0] == k[0] for k in keep) and tag != "DET"]


def vocabulary_reduction(before, after):
    return 1 - len(set(after)) / len(set(before))

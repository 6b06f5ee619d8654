# expect: fails q5.test_nouns_and_adjectives_in_order
# says: as often as it comes
# why: a word is kept only the first time
def keep_pos(tagged, keep=("NOUN", "ADJ")):
    return list(dict.fromkeys(token for token, tag in tagged if tag in keep))


def vocabulary_reduction(before, after):
    return 1 - len(set(after)) / len(set(before))

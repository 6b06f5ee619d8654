# expect: fails q5.test_other_parts_of_speech
# says: argument
# why: the default is built in
def keep_pos(tagged, keep=("NOUN", "ADJ")):
    return [token for token, tag in tagged if tag in ("NOUN", "ADJ")]


def vocabulary_reduction(before, after):
    return 1 - len(set(after)) / len(set(before))

# why: plain loops, and sets by hand
def keep_pos(tagged, keep=("NOUN", "ADJ")):
    tokens = []
    for pair in tagged:
        if pair[1] in set(keep):
            tokens.append(pair[0])
    return tokens


def vocabulary_reduction(before, after):
    v, w = Counter(before), Counter(after)
    if not v:
        return 0
    return (len(v) - len(w)) / len(v)

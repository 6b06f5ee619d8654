# expect: fails q2
# says: words|sentence
# why: a set: no order, no repetition


def tokenize(text):
    return sorted(set(re.findall(r"[^\W_]+(?:'[^\W_]+)*", text.lower())))

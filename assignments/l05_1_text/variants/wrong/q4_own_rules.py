# expect: fails q4
# says: .
# why: endings cut off by hand
def stem(tokens):
    return [re.sub(r"(ing|ed|s)$", "", token) for token in tokens]


def lemmatize(tokens_with_pos):
    return [re.sub(r"(ing|ed|s)$", "", token) for token, _ in tokens_with_pos]

# why: other tags as nouns, as many a tutorial has it
def stem(tokens):
    return [PorterStemmer().stem(token) for token in tokens]


def lemmatize(tokens_with_pos):
    letter = {"V": "v", "J": "a", "R": "r"}
    out = []
    for token, tag in tokens_with_pos:
        pos = {"VERB": "v", "ADJ": "a", "ADV": "r"}.get(tag, "n")
        out.append(WordNetLemmatizer().lemmatize(token, pos=pos))
    return out

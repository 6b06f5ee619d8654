# why: words and numbers by two patterns


def tokenize(text):
    return [m.group() for m in re.finditer(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+", text.lower())]

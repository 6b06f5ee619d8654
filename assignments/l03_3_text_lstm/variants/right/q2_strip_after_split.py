# why: split at what is no word, then strip apostrophes


def tokenize(text):
    pieces = re.split(r"[^\w']+", text.lower())
    return [piece.strip("'") for piece in pieces if piece.strip("'")]

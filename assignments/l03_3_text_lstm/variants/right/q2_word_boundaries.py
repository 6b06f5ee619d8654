# why: apostrophes anywhere between word boundaries

PATTERN = re.compile(r"\b[\w']+\b", re.UNICODE)


def tokenize(text):
    return PATTERN.findall(text.lower())

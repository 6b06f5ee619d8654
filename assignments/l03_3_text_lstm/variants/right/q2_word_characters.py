# why: \\w with the underscore, lower case at the end


def tokenize(text):
    return [token.lower() for token in re.findall(r"\w+(?:'\w+)*", text)]

# expect: fails q4
# says: .
# why: stems for lemmas and lemmas for stems
def stem(tokens):
    lemmatizer = WordNetLemmatizer()
    return [lemmatizer.lemmatize(token) for token in tokens]


def lemmatize(tokens_with_pos):
    porter = PorterStemmer()
    return [porter.stem(token) for token, _ in tokens_with_pos]

# expect: fails q4
# says: lemma
# why: nouns looked up as verbs and verbs as nouns
def stem(tokens):
    porter = PorterStemmer()
    return [porter.stem(token) for token in tokens]


def lemmatize(tokens_with_pos):
    lemmatizer = WordNetLemmatizer()
    letters = {"NOUN": "v", "VERB": "n", "ADJ": "a", "ADV": "r"}
    return [lemmatizer.lemmatize(token, letters.get(tag, "n")) for token, tag in tokens_with_pos]

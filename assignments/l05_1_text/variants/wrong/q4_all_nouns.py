# expect: fails q4.test_part_of_speech_counts
# says: takes every word for a noun
# why: the tag is ignored
def stem(tokens):
    porter = PorterStemmer()
    return [porter.stem(token) for token in tokens]


def lemmatize(tokens_with_pos):
    lemmatizer = WordNetLemmatizer()
    return [lemmatizer.lemmatize(token) for token, _ in tokens_with_pos]

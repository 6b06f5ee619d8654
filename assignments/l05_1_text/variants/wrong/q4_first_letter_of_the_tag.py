# expect: fails q4.test_part_of_speech_counts
# says: adjectives
# why: ADJ and ADV both begin with an a, so that adverbs are adjectives; and adjectives are taken for nouns
def stem(tokens):
    porter = PorterStemmer()
    return [porter.stem(token) for token in tokens]


def lemmatize(tokens_with_pos):
    lemmatizer = WordNetLemmatizer()
    letters = {"N": "n", "V": "v", "J": "a", "R": "r"}
    return [lemmatizer.lemmatize(token, letters.get(tag[0], "n")) for token, tag in tokens_with_pos]

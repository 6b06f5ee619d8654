# why: a chain of if by the tag
from nltk.stem.porter import PorterStemmer as Porter


def stem(tokens):
    porter, out = Porter(mode="ORIGINAL_ALGORITHM"), []
    for token in tokens:
        out.append(porter.stem(token))
    return out


def lemmatize(tokens_with_pos):
    wnl, out = WordNetLemmatizer(), []
    for word, tag in tokens_with_pos:
        if tag == "NOUN":
            out.append(wnl.lemmatize(word, "n"))
        elif tag == "VERB":
            out.append(wnl.lemmatize(word, "v"))
        elif tag == "ADJ":
            out.append(wnl.lemmatize(word, "a"))
        elif tag == "ADV":
            out.append(wnl.lemmatize(word, "r"))
        else:
            out.append(word)
    return out

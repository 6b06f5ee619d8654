# expect: fails q2.test_stopwords_in_any_case
# says: stopword
# why: stopwords are looked up before words are made lower case
import string


def token_counts(lines, stopwords):
    counts = Counter()
    for line in lines:
        words = [word.strip(string.punctuation) for word in line.split()]
        counts.update(word.lower() for word in words if word and word not in stopwords)
    return counts

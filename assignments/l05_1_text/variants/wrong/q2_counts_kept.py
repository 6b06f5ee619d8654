# expect: fails q2
# says: (from 0|only once)
# why: a Counter as a default argument lives on from call to call
def token_counts(lines, stopwords, counts=Counter()):
    for line in lines:
        counts.update(word for word in clean(line) if word not in stopwords)
    return counts

# expect: fails q2
# says: .
# why: takes the first line for a header
def token_counts(lines, stopwords):
    lines = iter(lines)
    next(lines)
    counts = Counter()
    for line in lines:
        counts.update(word for word in clean(line) if word not in stopwords)
    return counts

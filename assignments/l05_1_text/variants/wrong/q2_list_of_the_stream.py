# expect: fails q2.test_a_million_lines
# says: memory
# why: list(lines) keeps the whole stream
def token_counts(lines, stopwords):
    lines = list(lines)
    counts = Counter()
    for line in lines:
        counts.update(word for word in clean(line) if word not in stopwords)
    return counts

# expect: fails q2.test_a_million_lines
# says: stream
# why: goes through the stream once to count the lines and has nothing left to read
def token_counts(lines, stopwords):
    total = sum(1 for line in lines)
    counts = Counter()
    for line in lines:
        counts.update(word for word in clean(line) if word not in stopwords)
    return counts

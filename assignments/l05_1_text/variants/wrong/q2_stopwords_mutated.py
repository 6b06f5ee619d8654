# expect: fails q2.test_stopwords_are_left_alone
# says: as it was
# why: adds capitalised forms to the caller's own set
def token_counts(lines, stopwords):
    stopwords |= {word.title() for word in stopwords}
    counts = Counter()
    for line in lines:
        counts.update(word for word in clean(line) if word not in stopwords)
    return counts

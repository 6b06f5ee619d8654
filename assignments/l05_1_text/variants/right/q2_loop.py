# why: one word at a time, the set made anew
def token_counts(lines, stopwords):
    stopwords = {word.lower() for word in stopwords}
    counts = Counter()
    for line in lines:
        for word in clean(line):
            if word not in stopwords:
                counts[word] += 1
    return counts

# why: ten thousand lines at a time are bounded, too
import itertools


def token_counts(lines, stopwords):
    lines, counts = iter(lines), Counter()
    while batch := list(itertools.islice(lines, 10_000)):
        counts.update(word for word in clean("\n".join(batch)) if word not in stopwords)
    return counts

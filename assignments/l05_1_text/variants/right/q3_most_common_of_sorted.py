# why: a Counter made in alphabetical order keeps it among equals
def top_terms(counts, n):
    return Counter(dict(sorted(counts.items()))).most_common(n)

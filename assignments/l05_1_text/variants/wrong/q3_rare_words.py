# expect: fails q3
# says: most frequent
# why: the least frequent words
def top_terms(counts, n):
    return sorted(counts.items(), key=lambda pair: (pair[1], pair[0]))[:n]

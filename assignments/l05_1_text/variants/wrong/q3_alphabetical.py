# expect: fails q3
# says: most frequent
# why: sorted by the word, not by its count
def top_terms(counts, n):
    return sorted(counts.items())[:n]

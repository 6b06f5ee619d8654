# expect: fails q3.test_most_frequent_first
# says: most frequent
# why: counts compared as text, so that 9 comes before 80
def top_terms(counts, n):
    pairs = sorted(counts.items())
    return sorted(pairs, key=lambda pair: str(pair[1]), reverse=True)[:n]

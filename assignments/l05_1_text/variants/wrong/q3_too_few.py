# expect: fails q3.test_all_if_there_are_fewer
# says: without an error
# why: an index beyond the end
def top_terms(counts, n):
    pairs = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [pairs[i] for i in range(n)]

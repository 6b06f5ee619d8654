# expect: fails q3.test_all_if_there_are_fewer
# says: as it was before
# why: takes the words out of the Counter
def top_terms(counts, n):
    terms = []
    while counts and len(terms) < n:
        word = min(counts, key=lambda w: (-counts[w], w))
        terms.append((word, counts.pop(word)))
    return terms

# why: sorts twice; Python's sort is stable
def top_terms(counts, n):
    pairs = sorted(counts.items())
    pairs.sort(key=lambda pair: pair[1], reverse=True)
    return pairs[:n]

# why: the words without their counts, as another convention
def top_terms(counts, n):
    return sorted(counts, key=lambda word: (-counts[word], word))[:n]

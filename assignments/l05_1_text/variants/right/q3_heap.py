# why: the n smallest by (-count, word)
import heapq


def top_terms(counts, n):
    return heapq.nsmallest(n, counts.items(), key=lambda pair: (-pair[1], pair[0]))

# expect: fails q3.test_order_of_counting_plays_no_part
# says: same count
# why: random order among equals
import random


def top_terms(counts, n):
    return sorted(counts.items(), key=lambda pair: (-pair[1], random.random()))[:n]

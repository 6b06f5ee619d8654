# expect: fails q3.test_order_of_counting_plays_no_part
# says: same count
# why: most_common keeps the order of counting among equals
def top_terms(counts, n):
    return counts.most_common(n)

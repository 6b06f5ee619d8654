# expect: fails q3.test_counts_are_left_alone
# says: changed its argument
# why: ones overwrite the counts
def binary(counts):
    counts.data[:] = 1
    return counts

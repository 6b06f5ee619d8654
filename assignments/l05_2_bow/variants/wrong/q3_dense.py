# expect: fails q3
# says: dense array
# why: a dense result
def binary(counts):
    return (counts.toarray() > 0).astype(int)

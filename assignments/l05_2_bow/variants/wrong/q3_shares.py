# expect: fails q3
# says: zeros and ones
# why: divided by the largest count
def binary(counts):
    return counts / counts.max()

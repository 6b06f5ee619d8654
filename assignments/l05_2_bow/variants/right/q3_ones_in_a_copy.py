# why: all stored values of a copy become 1
def binary(counts):
    result = counts.copy()
    result.data[:] = 1
    return result

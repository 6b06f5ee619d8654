# why: truth values
def binary(counts):
    return counts > 0

# why: explicit mean and deviation, and keepdims
def standardise(X):
    mean = X.mean(axis=0, keepdims=True)
    deviation = np.sqrt(((X - mean) ** 2).mean(axis=0, keepdims=True))
    return (X - mean) / deviation


standard_heights = standardise(heights)

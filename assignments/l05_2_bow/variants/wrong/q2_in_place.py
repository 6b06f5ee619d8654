# expect: fails q2.test_counts_are_left_alone
# says: changed its argument
# why: weights overwrite the counts where these are floats
def tf_idf(counts):
    weights = counts.astype(float, copy=False)
    df = np.bincount(weights.indices, minlength=weights.shape[1])
    weights.data *= (np.log((1 + weights.shape[0]) / (1 + df)) + 1)[weights.indices]
    rows = np.repeat(np.arange(weights.shape[0]), np.diff(weights.indptr))
    weights.data /= np.sqrt(np.bincount(rows, weights=weights.data**2, minlength=weights.shape[0]))[rows]
    return weights

# expect: fails q2.test_equals_sklearn, q2.test_empty_rows_stay_zero
# says: length|off
# why: no last step
def tf_idf(counts):
    df = np.asarray((counts > 0).sum(axis=0)).ravel()
    return (counts @ sp.diags(np.log((1 + counts.shape[0]) / (1 + df)) + 1)).tocsr()

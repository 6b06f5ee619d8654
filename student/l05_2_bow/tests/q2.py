from otter.test_files import test_case

OK_FORMAT = False

name = "q2"
points = 3.5

@test_case(points=0.5, hidden=False, 
    failure_message="A sparse matrix of the same shape, with finite numbers.")
def test_a_sparse_matrix_of_weights(tf_idf):
    import numpy as np
    import scipy.sparse as sp
    from labkit import checks

    checks.exists(tf_idf, "tf_idf")
    counts = sp.csr_matrix(np.array([[2, 1, 0, 0], [0, 1, 3, 0], [1, 1, 0, 1]]))
    weights = checks.call(tf_idf, counts, called="tf_idf(counts)")
    checks.issparse(weights, name="tf_idf(counts)")
    assert tuple(weights.shape) == (3, 4), (
        f"tf_idf(counts) has shape {tuple(weights.shape)}, but should be (3, 4) as counts is."
    )
    dense = weights.toarray()
    checks.finite(dense, name="tf_idf(counts)")
    assert np.array_equal(dense > 0, counts.toarray() > 0), (
        "The weights should be above 0 just where the counts are."
    )

from otter.test_files import test_case

OK_FORMAT = False

name = "q3"
points = 1.5

@test_case(points=0.5, hidden=False, 
    failure_message="A sparse matrix of the same shape, of zeros and ones.")
def test_zeros_and_ones(binary):
    import numpy as np
    import scipy.sparse as sp
    from labkit import checks

    checks.exists(binary, "binary")
    counts = sp.csr_matrix(np.array([[2, 1, 0, 0], [0, 1, 3, 0], [1, 0, 0, 1]]))
    result = checks.call(binary, counts, called="binary(counts)")
    checks.issparse(result, name="binary(counts)")
    assert tuple(result.shape) == (3, 4), (
        f"binary(counts) has shape {tuple(result.shape)}, but should be (3, 4) as counts is."
    )
    assert set(np.unique(result.toarray().astype(float)).tolist()) <= {0.0, 1.0}, (
        "binary(counts) should hold zeros and ones only."
    )

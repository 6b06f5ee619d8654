from otter.test_files import test_case

OK_FORMAT = False

name = "q8"
points = 3

@test_case(points=0.5, hidden=False, 
    failure_message="A sparse matrix, and weights between 0 and 1.")
def test_a_sparse_matrix_and_weights(cooccurrence, glove_weight):
    from labkit import checks
    from scipy import sparse

    checks.exists(cooccurrence, "cooccurrence")
    called = "cooccurrence([['red', 'dust'], ['dust', 'storm']], 1)"
    X = checks.call(cooccurrence, [["red", "dust"], ["dust", "storm"]], 1, called=called)
    checks.exists(X, called)
    X = next((part for part in X if sparse.issparse(part)), X) if isinstance(X, (tuple, list)) else X
    assert sparse.issparse(X), f"{called} should return a sparse matrix of SciPy."
    assert X.shape == (3, 3), (
        f"{called} has shape {X.shape}, but should be (3, 3), a row for each different word."
    )
    assert X.sum() == 4, (
        "The entries of that matrix should sum to 4: two neighbouring pairs, each counted both ways."
    )
    checks.exists(glove_weight, "glove_weight")
    value = checks.call(glove_weight, 16, 256, 0.75, called="glove_weight(16, 256, 0.75)")
    checks.number(value, name="glove_weight(16, 256, 0.75)")
    checks.close(value, 0.125, name="glove_weight(16, 256, 0.75)")

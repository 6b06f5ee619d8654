from otter.test_files import test_case

OK_FORMAT = False

name = "q1"
points = 2

@test_case(points=0.5, hidden=False, 
    failure_message="A sparse matrix and the names of its columns.")
def test_matrix_and_names(count_matrix):
    from labkit import checks

    checks.exists(count_matrix, "count_matrix")
    small = ["red apple", "green apple tree", "blue sky, blue sea"]
    result = checks.call(count_matrix, small, called="count_matrix(texts)")
    checks.exists(result, "count_matrix(texts)")
    assert isinstance(result, (tuple, list)) and len(result) == 2, (
        "count_matrix(texts) should return two things: (counts, names)."
    )
    counts, names = result
    checks.issparse(counts, name="counts")
    assert tuple(counts.shape) == (3, 7), (
        f"counts has shape {tuple(counts.shape)}, but should be (3, 7): three texts, seven different words."
    )
    checks.exists(names, "names")
    assert len(names) == 7 and all(isinstance(name, str) for name in names), (
        "names should be the seven words, one string for each column."
    )

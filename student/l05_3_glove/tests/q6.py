from otter.test_files import test_case

OK_FORMAT = False

name = "q6"
points = 1

@test_case(points=0.25, hidden=False, 
    failure_message="A matrix of the same shape.")
def test_same_shape(normalize_rows):
    import numpy as np
    from labkit import checks

    checks.exists(normalize_rows, "normalize_rows")
    E = np.array([[3.0, 4.0], [0.0, 2.0], [5.0, 12.0]])
    result = checks.call(normalize_rows, E, called="normalize_rows(E)")
    checks.shape(result, (3, 2), name="normalize_rows(E)", why="the shape of E")
    checks.finite(result, name="normalize_rows(E)")

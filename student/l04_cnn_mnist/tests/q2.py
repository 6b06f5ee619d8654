from otter.test_files import test_case

OK_FORMAT = False

name = "q2"
points = 2

@test_case(points=0.5, hidden=False, 
    failure_message="One row for each label, one column for each class.")
def test_form_of_the_rows(one_hot):
    import numpy as np
    from labkit import checks

    checks.exists(one_hot, "one_hot")
    y = np.random.permutation(10)
    rows = checks.call(one_hot, y, called="one_hot(y)")
    checks.shape(rows, (10, 10), name="one_hot(y)", why="one row for each label, one column for each class")
    checks.dtype(rows, "float32", name="one_hot(y)")
    checks.finite(rows, name="one_hot(y)")

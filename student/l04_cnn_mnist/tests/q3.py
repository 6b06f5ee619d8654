from otter.test_files import test_case

OK_FORMAT = False

name = "q3"
points = 6

@test_case(points=0.75, hidden=False, 
    failure_message="The example of the text, and arrays of the right shape.")
def test_example_of_the_text(conv2d, max_pool2d):
    import numpy as np
    from labkit import checks

    checks.exists(conv2d, "conv2d")
    checks.exists(max_pool2d, "max_pool2d")
    x = np.array([[0, 0, 9, 9, 9], [0, 0, 9, 9, 9], [0, 0, 0, 9, 9], [0, 0, 0, 0, 9], [0, 0, 0, 0, 0.0]])
    kernel = np.array([[-1.0, 0, 1]] * 3)
    y = checks.call(conv2d, x, kernel, called="conv2d(x, kernel)")
    expected = np.array([[18, 27, 9], [9, 18, 18], [0, 9, 18]])
    checks.close(y, expected, name="conv2d(x, kernel)", atol=1e-4, why="see the picture above the question")
    y = checks.call(max_pool2d, x[1:, 1:], 2, called="max_pool2d(x, 2)")
    checks.close(y, np.array([[9, 9], [0, 9]]), name="max_pool2d(x, 2)", atol=1e-4)

@test_case(points=0.75, hidden=False, 
    failure_message="Whole numbers for the two questions of size.")
def test_sizes_are_whole_numbers(output_shape, receptive_field):
    from labkit import checks

    checks.exists(output_shape, "output_shape")
    checks.exists(receptive_field, "receptive_field")
    called = "output_shape(28, 3, 1, 0)"
    size = checks.call(output_shape, 28, 3, 1, 0, called=called)
    checks.number(size, name=called)
    assert size == 26, f"{called} is {size:g}, but should be 26: a kernel of 3 can start on pixels 0 to 25."
    called = "receptive_field([(3, 1), (3, 1)])"
    field = checks.call(receptive_field, [(3, 1), (3, 1)], called=called)
    checks.number(field, name=called)
    assert field == 5, f"{called} is {field:g}, but should be 5, see the question."

from otter.test_files import test_case

OK_FORMAT = False

name = "q2"
points = 2.5

@test_case(points=0.5, hidden=False, 
    failure_message="A dict of four tensors, of the shapes in the table.")
def test_shapes_of_slices(slices):
    import torch
    from labkit import checks

    checks.exists(slices, "slices")
    parts = checks.call(slices, torch.rand(3, 4), called="slices(t)")
    checks.exists(parts, "slices(t)")
    assert isinstance(parts, dict), "slices(t) should return a dict."
    for key, size in (("first_col", (3, 1)), ("even_cols", (3, 2)), ("reversed_rows", (3, 4))):
        checks.shape(parts.get(key), size, name=f'slices(t)["{key}"]', why="for t of shape (3, 4)")
    checks.array(parts.get("last_row"), name='slices(t)["last_row"]')

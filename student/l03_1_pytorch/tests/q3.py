from otter.test_files import test_case

OK_FORMAT = False

name = "q3"
points = 2.5

@test_case(points=0.5, hidden=False, 
    failure_message="One row for each sample, one column for each row of W.")
def test_shape_of_outputs(affine):
    import torch
    from labkit import checks

    checks.exists(affine, "affine")
    y = checks.call(affine, torch.rand(5, 3), torch.rand(2, 3), torch.rand(2), called="affine(x, W, b)")
    why = "5 samples of 3 numbers, and 2 rows of W: (N, D) @ (D, H) is (N, H)"
    checks.shape(y, (5, 2), name="affine(x, W, b)", why=why)

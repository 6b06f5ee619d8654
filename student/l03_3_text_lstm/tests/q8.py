from otter.test_files import test_case

OK_FORMAT = False

name = "q8"
points = 2

@test_case(points=0.5, hidden=False, 
    failure_message="Two finite coordinates for each row.")
def test_two_coordinates_for_each_row(pca_2d):
    import torch
    from labkit import checks

    checks.exists(pca_2d, "pca_2d")
    for n, d in ((30, 8), (5, 8)):
        E = torch.randn(n, d)
        try:
            result = checks.call(pca_2d, E, called="pca_2d(E)")
        except AssertionError:  # an answer for arrays is as good
            result = checks.call(pca_2d, E.numpy(), called="pca_2d(E)")
        checks.shape(result, (n, 2), name="pca_2d(E)", why=f"two coordinates for each of {n} rows")
        checks.finite(result, name="pca_2d(E)")

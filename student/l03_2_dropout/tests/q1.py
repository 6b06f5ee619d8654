from otter.test_files import test_case

OK_FORMAT = False

name = "q1"
points = 3.5

@test_case(points=0.5, hidden=False, 
    failure_message="A layer returns a tensor like its input, in training and in evaluation mode.")
def test_output_is_like_the_input(InvertedDropout):
    import torch
    from labkit import checks

    checks.exists(InvertedDropout, "InvertedDropout")
    layer = checks.call(InvertedDropout, 0.25, called="InvertedDropout(0.25)")
    assert hasattr(layer, "named_modules"), (
        "InvertedDropout(0.25) should be an nn.Module: derive the class from it."
    )
    for dtype in (torch.float32, torch.float64):
        x = 1 + torch.rand(6, 4, dtype=dtype)
        for mode in (True, False):
            layer.train(mode)
            y = checks.call(layer, x, called="layer(x)")
            checks.shape(y, (6, 4), name="layer(x)", why="dropout sets elements to zero, it removes none")
            checks.dtype(y, dtype, name="layer(x)", why="the output has the dtype of x")
            checks.finite(y, name="layer(x)")

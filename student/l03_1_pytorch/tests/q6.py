from otter.test_files import test_case

OK_FORMAT = False

name = "q6"
points = 2

@test_case(points=0.5, hidden=False, 
    failure_message="A module that takes (N, d_in) to (N, d_out).")
def test_shape_of_predictions(make_net):
    import torch
    from labkit import checks

    checks.exists(make_net, "make_net")
    net = checks.call(make_net, 8, 32, 1, called="make_net(8, 32, 1)")
    checks.exists(net, "make_net(8, 32, 1)")
    assert hasattr(net, "named_modules"), "make_net(8, 32, 1) should return an nn.Module."
    y = checks.call(net, torch.rand(5, 8), called="net(X)")
    checks.shape(y, (5, 1), name="net(X)", why="one prediction for each of 5 samples")

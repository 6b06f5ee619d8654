from otter.test_files import test_case

OK_FORMAT = False

name = "q1"
points = 2

@test_case(points=0.5, hidden=False, 
    failure_message="A dict of four tensors, each of its own shape.")
def test_four_shapes(make_tensors):
    import torch
    from labkit import checks

    checks.exists(make_tensors, "make_tensors")
    tensors = checks.call(make_tensors, called="make_tensors()")
    checks.exists(tensors, "make_tensors()")
    assert isinstance(tensors, dict), "make_tensors() should return a dict."
    for key, size in (("zeros", (2, 3)), ("arange", (3, 4)), ("eye", (3, 3)), ("rand", (2, 2))):
        checks.exists(tensors.get(key), f'make_tensors()["{key}"]')
        assert torch.is_tensor(tensors[key]), f'make_tensors()["{key}"] should be a tensor of PyTorch.'
        checks.shape(tensors[key], size, name=f'make_tensors()["{key}"]')

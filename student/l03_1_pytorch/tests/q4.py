from otter.test_files import test_case

OK_FORMAT = False

name = "q4"
points = 2.5

@test_case(points=0.5, hidden=False, 
    failure_message="An array from a plain tensor, and a number from a tensor with one element.")
def test_array_and_number(to_numpy, to_scalar):
    import numpy as np
    import torch
    from labkit import checks

    checks.exists(to_numpy, "to_numpy")
    checks.exists(to_scalar, "to_scalar")
    t = torch.rand(2, 3)
    array = checks.call(to_numpy, t, called="to_numpy(t)")
    checks.exists(array, "to_numpy(t)")
    assert isinstance(array, np.ndarray), "to_numpy(t) should return a NumPy array."
    checks.close(array, t.numpy(), name="to_numpy(t)")
    number = checks.call(to_scalar, torch.tensor(2.5), called="to_scalar(t)")
    checks.exists(number, "to_scalar(t)")
    assert not torch.is_tensor(number), "to_scalar(t) returns a tensor, but should return a plain number."
    checks.number(number, name="to_scalar(t)")
    checks.close(number, 2.5, name="to_scalar(t)")

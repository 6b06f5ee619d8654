# expect: fails q1.test_dtypes
# says: should be int64
# why: a float in arange makes all numbers floats


def make_tensors():
    return {
        "zeros": torch.zeros(2, 3),
        "arange": torch.arange(12.0).reshape(3, 4),
        "eye": torch.eye(3, dtype=torch.float64),
        "rand": torch.rand(2, 2),
    }

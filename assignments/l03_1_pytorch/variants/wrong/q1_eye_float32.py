# expect: fails q1.test_dtypes
# says: dtype float32, but should be float64
# why: torch.eye without dtype


def make_tensors():
    return {
        "zeros": torch.zeros(2, 3),
        "arange": torch.arange(12).reshape(3, 4),
        "eye": torch.eye(3),
        "rand": torch.rand(2, 2),
    }

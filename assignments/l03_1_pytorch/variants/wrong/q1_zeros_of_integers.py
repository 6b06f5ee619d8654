# expect: fails q1.test_dtypes
# says: should be float32
# why: torch.tensor of whole numbers is int64


def make_tensors():
    return {
        "zeros": torch.tensor([[0, 0, 0], [0, 0, 0]]),
        "arange": torch.arange(12).reshape(3, 4),
        "eye": torch.eye(3, dtype=torch.float64),
        "rand": torch.rand(2, 2),
    }

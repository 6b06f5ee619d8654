# expect: fails q1.test_values
# says: off
# why: counts from 1


def make_tensors():
    return {
        "zeros": torch.zeros(2, 3),
        "arange": torch.arange(1, 13).reshape(3, 4),
        "eye": torch.eye(3, dtype=torch.float64),
        "rand": torch.rand(2, 2),
    }

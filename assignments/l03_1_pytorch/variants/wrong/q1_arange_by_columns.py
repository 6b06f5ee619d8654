# expect: fails q1.test_values
# says: rows one after the other
# why: fills the columns, not the rows


def make_tensors():
    return {
        "zeros": torch.zeros(2, 3),
        "arange": torch.arange(12).reshape(4, 3).T,
        "eye": torch.eye(3, dtype=torch.float64),
        "rand": torch.rand(2, 2),
    }

# expect: fails q1.test_four_shapes, q1.test_values
# says: shape
# why: zeros of shape (3, 2)


def make_tensors():
    return {
        "zeros": torch.zeros(3, 2),
        "arange": torch.arange(12).reshape(3, 4),
        "eye": torch.eye(3, dtype=torch.float64),
        "rand": torch.rand(2, 2),
    }

# expect: fails q1.test_four_shapes
# says: tensor of PyTorch
# why: arrays for tensors


def make_tensors():
    return {
        "zeros": np.zeros((2, 3), np.float32),
        "arange": np.arange(12).reshape(3, 4),
        "eye": np.eye(3),
        "rand": np.random.rand(2, 2),
    }

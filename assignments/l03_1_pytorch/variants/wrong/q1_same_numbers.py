# expect: fails q1.test_rand_lies_between_0_and_1
# says: should be random
# why: one random number, repeated


def make_tensors():
    return {
        "zeros": torch.zeros(2, 3),
        "arange": torch.arange(12).reshape(3, 4),
        "eye": torch.eye(3, dtype=torch.float64),
        "rand": torch.rand(1).expand(2, 2),
    }

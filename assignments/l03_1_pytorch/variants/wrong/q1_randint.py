# expect: fails q1.test_rand_lies_between_0_and_1
# says: outside|all the same
# why: whole numbers 0 and 1


def make_tensors():
    return {
        "zeros": torch.zeros(2, 3),
        "arange": torch.arange(12).reshape(3, 4),
        "eye": torch.eye(3, dtype=torch.float64),
        "rand": torch.randint(0, 2, (2, 2)).float(),
    }

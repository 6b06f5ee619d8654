# why: other makers, and a generator with a seed of its own


def make_tensors():
    numbers = torch.Generator().manual_seed(4)
    eye = torch.zeros((3, 3), dtype=torch.double)
    eye.fill_diagonal_(1)
    return {
        "zeros": torch.full((2, 3), 0.0),
        "arange": torch.linspace(0, 11, 12).view(3, 4).long(),
        "eye": eye,
        "rand": torch.rand((2, 2), generator=numbers),
        "more": None,
    }

from otter.test_files import test_case

OK_FORMAT = False

name = "q4"
points = 3

@test_case(points=0.75, hidden=False, 
    failure_message="A list of pairs for a picture.")
def test_three_pairs(classify):
    import numpy as np
    from labkit import checks, there

    checks.exists(classify, "classify")
    model = there("labkit.colour_models").by_colour(np.zeros((3, 6)), bias=np.arange(6))
    image = np.random.randint(0, 256, (50, 70, 3)).astype(np.uint8)
    result = checks.call(classify, model, image, list("abcdef"), called="classify(model, image, names)")
    checks.exists(result, "classify(model, image, names)")
    assert isinstance(result, (list, tuple)), "classify should return a list."
    assert len(result) == 3, (
        f"The list has {len(result)} items, but should have 3: k is 3 unless another is given."
    )
    assert all(isinstance(pair, (list, tuple)) and len(pair) == 2 for pair in result), (
        "Each item should be a pair (name, probability)."
    )
    assert [pair[0] for pair in result] == ["f", "e", "d"], (
        "This model likes the later classes best, so the names should be f, e, d."
    )

from otter.test_files import test_case

OK_FORMAT = False

name = "q3"
points = 3

@test_case(points=0.75, hidden=False, 
    failure_message="A list of pairs, the most probable first.")
def test_three_of_four(top_k):
    import numpy as np
    from labkit import checks

    checks.exists(top_k, "top_k")
    probs, names = np.array([0.2, 0.5, 0.05, 0.25], np.float32), ["cat", "dog", "owl", "elk"]
    result = checks.call(top_k, probs, names, called="top_k([0.2, 0.5, 0.05, 0.25], names)")
    checks.exists(result, "top_k(probs, names)")
    assert isinstance(result, (list, tuple)), "top_k should return a list."
    assert len(result) == 3, (
        f"The list has {len(result)} items, but should have 3: k is 3 unless another is given."
    )
    for pair in result:
        assert isinstance(pair, (list, tuple)) and len(pair) == 2, (
            "Each item should be a pair (name, probability)."
        )
        assert isinstance(pair[0], str), "The first of each pair should be the class's name, a string."
        checks.number(pair[1], name="the second of each pair")
    assert [pair[0] for pair in result] == ["dog", "elk", "cat"], "The order should be dog, elk, cat."

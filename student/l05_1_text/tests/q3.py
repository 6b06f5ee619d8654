from otter.test_files import test_case

OK_FORMAT = False

name = "q3"
points = 2

@test_case(points=0.5, hidden=False, 
    failure_message="The most frequent words, the first the most frequent one.")
def test_two_of_three(top_terms):
    from collections import Counter

    from labkit import checks

    checks.exists(top_terms, "top_terms")
    counts = Counter({"wheel": 2, "storm": 9, "sol": 5})
    result = checks.call(top_terms, counts, 2, called="top_terms(counts, 2)")
    checks.exists(result, "top_terms(counts, 2)")
    terms = [item if isinstance(item, str) else item[0] for item in result]
    assert terms == ["storm", "sol"], (
        "top_terms(Counter({'wheel': 2, 'storm': 9, 'sol': 5}), 2) should be [('storm', 9), ('sol', 5)]."
    )

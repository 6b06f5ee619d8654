from otter.test_files import test_case

OK_FORMAT = False

name = "q4"
points = 2

@test_case(points=0.5, hidden=False, 
    failure_message="A list of pairs of neighbours.")
def test_pairs_of_neighbours(ngrams):
    from labkit import checks

    checks.exists(ngrams, "ngrams")
    called = "ngrams(['not', 'spam', 'today'], 2, 2)"
    result = checks.call(ngrams, ["not", "spam", "today"], 2, 2, called=called)
    checks.exists(result, called)
    assert not isinstance(result, str), f"{called} should be a list of strings."
    got = sorted(gram if isinstance(gram, str) else " ".join(gram) for gram in result)
    assert got == ["not spam", "spam today"], f"{called} should hold 'not spam' and 'spam today'."

from otter.test_files import test_case

OK_FORMAT = False

name = "q6"
points = 2.5

@test_case(points=0.5, hidden=False, 
    failure_message="A dict with a Counter for each label.")
def test_one_rover(entity_counts):
    from labkit import checks, there

    checks.exists(entity_counts, "entity_counts")
    nlp = there("labkit.spies").pipeline({"ROVER": ["Perseverance", "Spirit"], "PLACE": ["Gale Crater"]})
    docs = ["Today Perseverance moved.", "We saw Perseverance."]
    result = checks.call(entity_counts, docs, nlp, called="entity_counts(docs, nlp)")
    checks.exists(result, "entity_counts(docs, nlp)")
    assert isinstance(result, dict), "entity_counts should return a dict."
    assert all(isinstance(counter, dict) for counter in result.values()), (
        "Each label's value should be a Counter."
    )
    found = {label: dict(counter) for label, counter in result.items() if counter}
    assert set(found) == {"ROVER"}, "Two texts that name only a rover should give one label."
    assert list(found["ROVER"].values()) == [2], "A rover that two texts name should be counted twice."

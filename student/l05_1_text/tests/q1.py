from otter.test_files import test_case

OK_FORMAT = False

name = "q1"
points = 2

@test_case(points=0.5, hidden=False, 
    failure_message="A list of words in lower case.")
def test_a_plain_sentence(clean):
    from labkit import checks

    checks.exists(clean, "clean")
    result = checks.call(clean, "It JAMMED again, twice!", called="clean('It JAMMED again, twice!')")
    checks.exists(result, "clean('It JAMMED again, twice!')")
    assert not isinstance(result, str), "clean should return a list of words, not one string."
    assert list(result) == ["it", "jammed", "again", "twice"], (
        "clean('It JAMMED again, twice!') should be ['it', 'jammed', 'again', 'twice']."
    )

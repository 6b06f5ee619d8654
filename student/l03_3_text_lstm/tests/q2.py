from otter.test_files import test_case

OK_FORMAT = False

name = "q2"
points = 2

@test_case(points=0.25, hidden=False, 
    failure_message="A list of strings, one for each word.")
def test_a_plain_sentence(tokenize):
    from labkit import checks

    checks.exists(tokenize, "tokenize")
    result = checks.call(tokenize, "We lost the wheel", called="tokenize('We lost the wheel')")
    checks.exists(result, "tokenize('We lost the wheel')")
    assert not isinstance(result, str), "tokenize should return a list of strings."
    assert list(result) == ["we", "lost", "the", "wheel"], (
        "tokenize('We lost the wheel') should be ['we', 'lost', 'the', 'wheel']."
    )

from otter.test_files import test_case

OK_FORMAT = False

name = "q2"
points = 3

@test_case(points=0.5, hidden=False, 
    failure_message="A Counter of the words in all lines.")
def test_counts_of_a_list(token_counts):
    from labkit import checks

    checks.exists(token_counts, "token_counts")
    lines = ["dust on the wheel", "dust on dust"]
    result = checks.call(token_counts, lines, {"the", "on"}, called="token_counts(lines, stopwords)")
    checks.exists(result, "token_counts(lines, stopwords)")
    assert isinstance(result, dict), "token_counts should return a Counter."
    assert dict(result) == {"dust": 3, "wheel": 1}, (
        "token_counts(['dust on the wheel', 'dust on dust'], {'the', 'on'}) should count dust three times, wheel once."
    )

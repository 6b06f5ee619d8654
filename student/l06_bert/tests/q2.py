from otter.test_files import test_case

OK_FORMAT = False

name = "q2"
points = 2

@test_case(points=0.5, hidden=False, 
    failure_message="A list of pieces, all but the first marked by")
def test_a_word_in_pieces(wordpiece):
    from labkit import checks

    checks.exists(wordpiece, "wordpiece")
    vocab = {"[UNK]": 0, "un": 1, "##help": 2, "##ful": 3, "rover": 4}
    for word, want in (("rover", ["rover"]), ("unhelpful", ["un", "##help", "##ful"])):
        called = f"wordpiece({word!r}, vocab)"
        result = checks.call(wordpiece, word, vocab, called=called)
        checks.exists(result, called)
        assert list(result) == want, f"{called} should be {want} for a vocabulary of {sorted(vocab)}."

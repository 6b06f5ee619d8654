from otter.test_files import test_case

OK_FORMAT = False

name = "q3"
points = 2.5

@test_case(points=0.5, hidden=False, 
    failure_message="A dict with the two special tokens and the frequent ones.")
def test_special_and_frequent_tokens(build_vocab):
    from labkit import checks

    checks.exists(build_vocab, "build_vocab")
    lists = [["the", "wheel", "and", "the", "axle"], ["the", "wheel"]]
    vocab = checks.call(build_vocab, lists, called="build_vocab(token_lists)")
    checks.exists(vocab, "build_vocab(token_lists)")
    assert isinstance(vocab, dict), "build_vocab(token_lists) should return a dict."
    assert vocab.get("<PAD>") == 0, "<PAD> should have the id 0."
    assert vocab.get("<UNK>") == 1, "<UNK> should have the id 1."
    assert "the" in vocab and "wheel" in vocab, (
        "Tokens that occur twice and more should be in the vocabulary."
    )
    assert sorted(vocab.values()) == list(range(len(vocab))), "The ids should be 0, 1, 2, …, each once."

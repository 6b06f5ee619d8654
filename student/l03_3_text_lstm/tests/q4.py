from otter.test_files import test_case

OK_FORMAT = False

name = "q4"
points = 2.5

@test_case(points=0.5, hidden=False, 
    failure_message="As many ids as max_len says, of known tokens.")
def test_ids_of_known_tokens(encode):
    from labkit import checks

    checks.exists(encode, "encode")
    vocab = {"<PAD>": 0, "<UNK>": 1, "the": 2, "wheel": 3, "failed": 4, "again": 5}
    result = checks.call(encode, ["the", "wheel", "failed"], vocab, 3, called="encode(tokens, vocab, 3)")
    checks.exists(result, "encode(tokens, vocab, 3)")
    assert len(result) == 3, f"encode(tokens, vocab, 3) has {len(result)} entries, but should have 3."
    assert [int(i) for i in result] == [2, 3, 4], (
        "encode(tokens, vocab, 3) should be [2, 3, 4] here: each token's id."
    )

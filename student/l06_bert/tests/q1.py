from otter.test_files import test_case

OK_FORMAT = False

name = "q1"
points = 2

@test_case(points=0.5, hidden=False, 
    failure_message="Tensors of whole numbers, one row for each text.")
def test_a_rectangle_of_ids(tokenize, tokenizer):
    from labkit import checks

    checks.exists(tokenize, "tokenize")
    called = "tokenize(texts, tokenizer, max_length=16)"
    result = checks.call(tokenize, ["A good tent.", "Not good!"], tokenizer, max_length=16, called=called)
    checks.exists(result, called)
    for key in ("input_ids", "attention_mask"):
        assert key in result, f"{called} should hold {key}."
        checks.shape(result[key], (2, 16), name=key, why="two texts, each padded to 16 ids")
        checks.dtype(result[key], "int64", name=key)

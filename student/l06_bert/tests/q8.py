from otter.test_files import test_case

OK_FORMAT = False

name = "q8"
points = 2

@test_case(points=0.5, hidden=False, 
    failure_message="Lists of indices, each index once.")
def test_every_text_in_one_batch(dynamic_batches):
    from labkit import checks

    checks.exists(dynamic_batches, "dynamic_batches")
    lengths = [5, 9, 3, 9, 4, 7, 3]
    result = checks.call(dynamic_batches, lengths, 3, called="dynamic_batches(lengths, 3)")
    checks.exists(result, "dynamic_batches(lengths, 3)")
    batches = [[int(i) for i in batch] for batch in result]
    assert sorted(i for batch in batches for i in batch) == list(range(7)), (
        "dynamic_batches should give each index from 0 to 6 once."
    )
    assert max(len(batch) for batch in batches) <= 3, "No batch should have more than 3 texts."

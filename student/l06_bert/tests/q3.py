from otter.test_files import test_case

OK_FORMAT = False

name = "q3"
points = 1.5

@test_case(points=0.5, hidden=False, 
    failure_message="A length, and a dict for each review.")
def test_samples_are_dicts(ReviewDataset):
    from labkit import bert, checks

    checks.exists(ReviewDataset, "ReviewDataset")
    batch = bert.tiny_batch(5)
    labels = batch.pop("labels").tolist()
    dataset = checks.call(ReviewDataset, batch, labels, called="ReviewDataset(encodings, labels)")
    assert checks.call(len, dataset, called="len(dataset)") == 5, (
        "len(dataset) should be the number of reviews, 5."
    )
    sample = checks.call(lambda: dataset[2], called="dataset[2]")
    checks.exists(sample, "dataset[2]")
    for key in ("input_ids", "attention_mask", "labels"):
        assert key in sample, f"dataset[2] should hold {key}."

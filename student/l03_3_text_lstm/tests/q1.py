from otter.test_files import test_case

OK_FORMAT = False

name = "q1"
points = 2.5

@test_case(points=0.5, hidden=False, 
    failure_message="Texts, labels and names, as many as there are rows.")
def test_texts_labels_and_names(read_data):
    from labkit import checks

    checks.exists(read_data, "read_data")
    called = "read_data('data/train.csv')"
    result = checks.call(read_data, "data/train.csv", called=called)
    checks.exists(result, called)
    assert len(result) == 3, f"{called} should return three things: (texts, labels, names)."
    texts, labels, names = (list(part) for part in result)
    assert names == ["air", "drive", "heating", "power", "radio"], (
        f"names has {len(names)} entries, but should be the five labels in sorted order."
    )
    assert len(texts) == 1800, (
        f"There are {len(texts)} texts, but should be 1800: one for each row of the file."
    )
    assert len(labels) == 1800, (
        f"There are {len(labels)} labels, but should be 1800: one for each row of the file."
    )
    assert all(isinstance(text, str) for text in texts), "Every text should be a string, a missing one too."
    numbers = {label if isinstance(label, str) else int(label) for label in labels}
    assert numbers == {0, 1, 2, 3, 4}, "The labels should be the whole numbers 0 to 4, places in names."

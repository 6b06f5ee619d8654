# expect: fails q1.test_texts_labels_and_names, q1.test_labels_are_places_in_sorted_names
# says: whole numbers
# why: labels stay words


def read_data(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return (
        [row["text"] for row in rows],
        [row["label"] for row in rows],
        sorted({row["label"] for row in rows}),
    )

# expect: fails q1.test_texts_labels_and_names, q1.test_missing_texts_are_empty
# says: keeps its place|should be 1800
# why: missing texts are dropped, their labels stay: out of step


def read_data(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = sorted({row["label"] for row in rows})
    return [row["text"] for row in rows if row["text"]], [names.index(row["label"]) for row in rows], names

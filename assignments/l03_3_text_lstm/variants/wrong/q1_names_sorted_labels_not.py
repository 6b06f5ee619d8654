# expect: fails q1.test_labels_are_places_in_sorted_names
# says: place of its label
# why: numbers by appearance, names sorted afterwards


def read_data(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = list(dict.fromkeys(row["label"] for row in rows))
    labels = [names.index(row["label"]) for row in rows]
    return [row["text"] for row in rows], labels, sorted(names)

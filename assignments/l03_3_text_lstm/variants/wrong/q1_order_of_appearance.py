# expect: fails q1.test_texts_labels_and_names, q1.test_labels_are_places_in_sorted_names
# says: sorted order
# why: labels are numbered as they appear


def read_data(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = list(dict.fromkeys(row["label"] for row in rows))
    return [row["text"] for row in rows], [names.index(row["label"]) for row in rows], names

# expect: fails q1.test_labels_are_places_in_sorted_names
# says: ValueError|should hold each label|run without an error
# why: the five names of one file are written down


def read_data(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = ["air", "drive", "heating", "power", "radio"]
    return [row["text"] for row in rows], [names.index(row["label"]) for row in rows], names

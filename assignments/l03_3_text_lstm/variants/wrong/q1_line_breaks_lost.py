# expect: fails q1.test_quoted_texts_come_whole
# says: differ from what was logged
# why: line breaks become spaces


def read_data(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = sorted({row["label"] for row in rows})
    return [" ".join(row["text"].split()) for row in rows], [names.index(row["label"]) for row in rows], names

# expect: fails q1
# says: quotation marks|rows
# why: lines are split at commas, quotation marks or not


def read_data(path):
    lines = Path(path).read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.rsplit(",", 1) for line in lines if "," in line]
    names = sorted({row[1] for row in rows})
    return [row[0] for row in rows], [names.index(row[1]) for row in rows], names

# expect: fails q1.test_last_line_and_odd_words
# says: last line
# why: splits at line breaks and drops what follows the last one

def load_glove(path, dim=None):
    table = {}
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")[:-1]
    for number, line in enumerate(lines, start=1):
        fields = line.split(" ")
        dim = dim or len(fields) - 1
        if len(fields) <= dim:
            raise ValueError(f"Line {number} is too short.")
        try:
            vector = np.array(fields[-dim:], dtype=np.float32)
        except ValueError:
            raise ValueError(f"Line {number} is malformed.") from None
        table.setdefault(" ".join(fields[:-dim]), vector)
    return list(table), np.array(list(table.values()), dtype=np.float32)

# why: split from the right, line by line, dict of rows

def load_glove(path, dim=None):
    words, rows, seen = [], [], set()
    with open(path, encoding="utf-8") as f:
        for n, line in enumerate(f, 1):
            line = line.rstrip("\n")
            if dim is None:
                dim = len(line.split(" ")) - 1
            parts = line.rsplit(" ", dim)
            if len(parts) != dim + 1:
                raise ValueError(f"line {n}: too few values")
            try:
                row = [float(p) for p in parts[1:]]
            except ValueError as e:
                raise ValueError(f"line {n}: {e}") from e
            if parts[0] in seen:
                continue
            seen.add(parts[0])
            words.append(parts[0])
            rows.append(row)
    return words, np.asarray(rows, dtype="float32")

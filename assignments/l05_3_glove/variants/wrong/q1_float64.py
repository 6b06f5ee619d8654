# expect: fails q1.test_vectors_are_float32
# says: float64
# why: float64

def load_glove(path, dim=None):
    table = {}
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            fields = line.rstrip("\n").split(" ")
            dim = dim or len(fields) - 1
            word, numbers = " ".join(fields[:-dim]), fields[-dim:]
            try:
                vector = np.array(numbers, dtype=float)
            except ValueError:
                raise ValueError(f"Line {number} is malformed.") from None
            if not word or len(vector) != dim:
                raise ValueError(f"Line {number} is malformed.")
            table.setdefault(word, vector)
    return list(table), np.array(list(table.values()))

# expect: fails q1.test_malformed_lines_are_named
# says: number of the line
# why: the error does not say where

def load_glove(path, dim=None):
    table = {}
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            fields = line.rstrip("\n").split(" ")
            dim = dim or len(fields) - 1
            word, numbers = " ".join(fields[:-dim]), fields[-dim:]
            try:
                vector = np.array(numbers, dtype=np.float32)
            except ValueError:
                raise ValueError("There is a malformed line.") from None
            if not word or len(vector) != dim:
                raise ValueError("There is a malformed line.")
            table.setdefault(word, vector)
    return list(table), np.array(list(table.values()), dtype=np.float32)

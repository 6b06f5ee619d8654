# expect: fails q1.test_first_of_duplicates_is_kept
# says: each word once
# why: words that come twice stay twice

def load_glove(path, dim=None):
    names, rows = [], []
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            fields = line.rstrip("\n").split(" ")
            dim = dim or len(fields) - 1
            word, numbers = " ".join(fields[:-dim]), fields[-dim:]
            try:
                vector = np.array(numbers, dtype=np.float32)
            except ValueError:
                raise ValueError(f"Line {number} is malformed.") from None
            if not word or len(vector) != dim:
                raise ValueError(f"Line {number} is malformed.")
            names.append(word)
            rows.append(vector)
    return names, np.array(rows, dtype=np.float32)

# expect: fails q1.test_words_with_spaces
# says: spaces|dim fields
# why: the numbers from the right, but only the first field as the word

def load_glove(path, dim=None):
    table = {}
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            fields = line.rstrip("\n").split(" ")
            dim = dim or len(fields) - 1
            word, numbers = fields[0], fields[-dim:]
            try:
                vector = np.array(numbers, dtype=np.float32)
            except ValueError:
                raise ValueError(f"Line {number} is malformed.") from None
            if not word or len(vector) != dim:
                raise ValueError(f"Line {number} is malformed.")
            table.setdefault(word, vector)
    return list(table), np.array(list(table.values()), dtype=np.float32)

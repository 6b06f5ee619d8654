# why: a generator of pairs, and np.fromiter

def _pairs(path, dim):
    with open(path, encoding="utf8") as lines:
        number = 0
        for line in lines:
            number += 1
            parts = line.strip("\n").split(" ")
            d = dim if dim is not None else len(parts) - 1
            dim = d
            word, numbers = " ".join(parts[:-d]), parts[-d:]
            try:
                assert word and len(numbers) == d
                yield word, tuple(map(float, numbers))
            except (AssertionError, ValueError):
                raise ValueError(f"Bad line (no. {number})")


def load_glove(path, dim=None):
    table = {}
    for word, vector in _pairs(path, dim):
        if word not in table:
            table[word] = vector
    return list(table.keys()), np.array(list(table.values())).astype(np.float32)

# why: split at all spaces, the words before the last fields joined; bytes

def load_glove(path, dim=None):
    words, rows = {}, []
    with open(path, "rb") as f:
        for number, raw in enumerate(f):
            fields = raw.decode("utf-8").rstrip("\r\n").split()
            if dim is None:
                dim = len(fields) - 1
            if len(fields) < dim + 1:
                raise ValueError("malformed line %d" % (number + 1))
            word = " ".join(fields[: len(fields) - dim])
            if word in words:
                continue
            try:
                rows.append(np.array([np.float32(x) for x in fields[-dim:]]))
            except ValueError:
                raise ValueError("malformed line %d" % (number + 1))
            words[word] = len(rows) - 1
    return list(words), np.vstack(rows).astype(np.float32)

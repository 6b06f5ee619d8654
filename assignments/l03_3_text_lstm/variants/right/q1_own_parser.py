# why: a parser of quotation marks, written by hand


def read_data(path):
    content = Path(path).read_text(encoding="utf-8")
    rows, row, field, quoted, i = [], [], "", False, 0
    while i < len(content):
        char = content[i]
        if quoted and content[i : i + 2] == '""':
            field, i = field + '"', i + 1
        elif char == '"':
            quoted = not quoted
        elif char == "," and not quoted:
            row, field = [*row, field], ""
        elif char == "\n" and not quoted:
            rows.append([*row, field])
            row, field = [], ""
        else:
            field += char
        i += 1
    names = sorted({label for _, label in rows[1:]})
    return tuple(text for text, _ in rows[1:]), [names.index(label) for _, label in rows[1:]], tuple(names)

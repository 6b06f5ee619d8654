# goal: a grader that breaks
# technique: code as markdown and raw, markdown as code, and types, sources and ids of no known kind
# lab: m01_mini
# base: wrong
# expect: graded, student code raised, unreadable
import json


def hand_in(folder, notebook):
    book = json.loads(notebook)
    types = ["markdown", "raw", "code", "heading", "", "x" * 1000]
    for number, cell in enumerate(book["cells"]):
        cell["cell_type"] = types[number % len(types)]
        cell["id"] = ["same", 5, None, "<script>", "x" * 1000][number % 5]
        cell.setdefault("outputs", {"not": "a list"})
    path = folder / "cells_retyped.ipynb"
    path.write_text(json.dumps(book))
    return path

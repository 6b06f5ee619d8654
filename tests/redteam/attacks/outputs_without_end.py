# goal: a grader that is kept busy, or without memory
# technique: a notebook whose outputs and metadata hold five million empty lists
# lab: m01_mini
# base: wrong
# expect: graded, unreadable
# otter: no, it would take hours
import json


def hand_in(folder, notebook):
    path = folder / "outputs_without_end.ipynb"
    many = "[" + "[]," * 5_000_000 + "[]]"
    book = json.loads(notebook)
    next(cell for cell in book["cells"] if cell["cell_type"] == "code")["outputs"] = "HERE"
    path.write_text(json.dumps(book).replace('"HERE"', many))
    return path

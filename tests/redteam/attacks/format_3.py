# goal: a grader that breaks
# technique: a notebook of format 3 with worksheets, prompts, and code that hides from format 4
# lab: m01_mini
# base: wrong
# expect: graded, student code raised, unreadable
import json


def hand_in(folder, notebook):
    cells = [
        {"cell_type": "code", "collapsed": False, "input": "".join(cell["source"]), "language": "bash", "outputs": [{"output_type": "pyout"}], "prompt_number": "x"}
        if cell["cell_type"] == "code"
        else {"cell_type": "heading", "level": 99, "source": "".join(cell["source"])}
        for cell in json.loads(notebook)["cells"]
    ]
    book = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": "x" * 100}, "worksheets": [{"cells": cells[:3]}, {"cells": cells[3:]}]}
    path = folder / "format_3.ipynb"
    path.write_text(json.dumps(book))
    return path

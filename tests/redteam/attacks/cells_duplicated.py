# goal: more points than there are
# technique: every cell five times over, with the same ids, and checks of questions that do not exist
# lab: m01_mini
# base: wrong
# expect: graded, student code raised
import json


def hand_in(folder, notebook):
    book = json.loads(notebook)
    more = [{**book["cells"][-1], "cell_type": "code", "source": f"grader.check({name!r})", "outputs": [], "execution_count": None, "metadata": {}}
            for name in ("q1", "q99", "../q1", "q1.test_length", "__class__", "q2") * 50]
    book["cells"] = book["cells"] * 5 + more
    path = folder / "cells_duplicated.ipynb"
    path.write_text(json.dumps(book))
    return path

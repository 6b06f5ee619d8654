# goal: points for another lab's work
# technique: hands in the solved notebook of another lab, with questions of the same names
# lab: l03_2_dropout
# expect: graded, student code raised
import nbformat


def hand_in(folder, notebook):
    cells = ["import otter\ngrader = otter.Notebook('m01_mini.ipynb')", "import numpy as np"]
    cells += ["def running_mean(values):\n    return values", "grader.check('q1')", "standardise = running_mean", "grader.check('q2')"]
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    path = folder / "another_lab.ipynb"
    path.write_text(nbformat.writes(book))
    return path

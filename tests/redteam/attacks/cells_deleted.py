# goal: points without an answer
# technique: a notebook without its check cells, and without any cell of the second question
# lab: m01_mini
# base: wrong
# expect: graded
import nbformat


def hand_in(folder, notebook):
    book = nbformat.reads(notebook.decode(), as_version=4)
    book.cells = [cell for cell in book.cells if "grader.check" not in cell.source and "standardise" not in cell.source]
    path = folder / "cells_deleted.ipynb"
    path.write_text(nbformat.writes(book))
    return path

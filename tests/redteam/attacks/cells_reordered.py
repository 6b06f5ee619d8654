# goal: points without an answer
# technique: all cells in reverse, so that questions are checked before their answers
# lab: m01_mini
# base: wrong
# expect: graded, student code raised
import nbformat


def hand_in(folder, notebook):
    book = nbformat.reads(notebook.decode(), as_version=4)
    book.cells.reverse()
    path = folder / "cells_reordered.ipynb"
    path.write_text(nbformat.writes(book))
    return path

# goal: a grader that breaks
# technique: JSON whose parts have other types, numbers without end, NaN, and lone surrogates
# lab: m01_mini
# expect: unreadable
# otter: no, it is no notebook


def hand_in(folder, notebook):
    path = folder / "json_that_is_no_notebook.ipynb"
    path.write_text(
        '{"nbformat": 4, "nbformat_minor": 1e999, "metadata": [NaN], "cells": [{"cell_type": "code", "source": 7}, null, '
        + '"\\ud800", {"cell_type": {}, "source": [[["1"]]]}, ' + "9" * 5000 + "]}"
    )
    return path

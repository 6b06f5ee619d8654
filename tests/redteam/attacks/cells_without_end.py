# goal: a grader that is kept busy
# technique: a notebook of fifty thousand cells
# lab: m01_mini
# expect: unreadable
# otter: no, it would take hours
import json


def hand_in(folder, notebook):
    cell = json.dumps({"cell_type": "code", "metadata": {}, "outputs": [], "source": "1", "execution_count": None})
    path = folder / "cells_without_end.ipynb"
    path.write_text('{"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [' + ",".join([cell] * 50_000) + "]}")
    return path

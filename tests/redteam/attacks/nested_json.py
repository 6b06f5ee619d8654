# goal: a grader that runs out of stack
# technique: JSON nested half a million deep inside a notebook's metadata
# lab: m01_mini
# expect: unreadable
# otter: no, it is no notebook


def hand_in(folder, notebook):
    path = folder / "nested_json.ipynb"
    deep = "[" * 500_000 + "]" * 500_000
    path.write_text('{"nbformat": 4, "nbformat_minor": 5, "cells": [], "metadata": {"x": ' + deep + "}}")
    return path

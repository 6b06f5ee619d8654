"""Made-up classes and notebooks."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

LAB = "m01_mini"


def notebook(text: str = "1", *, checks: tuple[str, ...] = (), assignment: str = "") -> bytes:
    """A notebook of one cell, with check cells and otter's metadata if wished."""
    sources = [text, *(f'grader.check("{name}")' for name in checks)]
    cells = [
        {
            "cell_type": "code",
            "id": f"c{n}",
            "metadata": {},
            "source": s,
            "outputs": [],
            "execution_count": None,
        }
        for n, s in enumerate(sources)
    ]
    metadata = {"otter": {"assignment_name": assignment}} if assignment else {}
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}).encode()


@pytest.fixture
def class_folder(tmp_path):
    return tmp_path / "class"


def without_paths(collected):
    """The hand-ins, whichever path they were read from."""
    return {id: replace(hand_in, path="") for id, hand_in in collected.hand_ins.items()}

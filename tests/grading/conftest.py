"""A lab without files, and tasks that worker processes can import."""

from pathlib import Path

import pytest

from autograder.course import Lab

HERE = Path(__file__).parent


@pytest.fixture
def lab(tmp_path):
    return Lab("m01", "Mini & <lab>", 5.0, tmp_path, cell_seconds=60.0, submission_seconds=300.0)


@pytest.fixture
def fake(monkeypatch):
    """The module of fake tasks, importable here and, as workers take over our path, in workers."""
    monkeypatch.syspath_prepend(HERE)
    import fake_task

    return fake_task

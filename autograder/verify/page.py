"""The matrix as one self-contained HTML page."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import jinja2

from autograder.errors import CourseError
from autograder.verify.matrix import Matrix


def write_page(matrices: Sequence[Matrix], path: Path, title: str) -> None:
    """Raises: CourseError when the file cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(render_page(matrices, title), encoding="utf-8")
    except OSError as error:
        mend = "Name a file that can be written"
        raise CourseError(f"cannot be written: {error.strerror}", where=str(path), mend=mend) from None


def render_page(matrices: Sequence[Matrix], title: str) -> str:
    """All labs on one page; whatever a notebook or a variant says is escaped."""
    text = resources.files("autograder.verify").joinpath("page.html.j2").read_text(encoding="utf-8")
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    return environment.from_string(text).render(matrices=matrices, title=title)

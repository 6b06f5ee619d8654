"""Which system a folder or a zip comes from, told by the names in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from autograder.submissions import canvas, gradescope, moodle
from autograder.submissions.handed import Parsed, Read

Parse = Callable[[Sequence[PurePosixPath], Read], Parsed]
PARSERS: dict[str, Parse] = {
    "canvas": canvas.parse,
    "moodle": moodle.parse,
    "gradescope": gradescope.parse,
}
_DEEPEST = 3  # folders that a zip program, or a person, may have wrapped all in


def recognise(paths: Sequence[PurePosixPath], only: str = "") -> tuple[str, PurePosixPath] | None:
    """The format, one of `PARSERS`, and the folder that all lies in; None for none of them.

    More than half must be named so, for people put lists and notes of their own beside them; of the format in
    `only`, a single one will do.
    """
    top = PurePosixPath()
    for _ in range(_DEEPEST):
        below = [path.relative_to(top) for path in paths if path.is_relative_to(top)]
        for name in PARSERS if not only else (only,):
            count = sum(_TESTS[name](path) for path in below)
            if count and (only or name == "gradescope" or 2 * count > len(below)):
                return name, top
        folders = {path.parts[0] for path in below}
        if len(folders) != 1 or any(len(path.parts) == 1 for path in below):
            return None
        top /= folders.pop()
    return None


def _is_gradescope(path: PurePosixPath) -> bool:
    return str(path) == gradescope.METADATA


def _is_moodle(path: PurePosixPath) -> bool:
    return moodle.take_apart(path) is not None


def _is_canvas(path: PurePosixPath) -> bool:
    return len(path.parts) == 1 and canvas.take_apart(path.name) is not None


_TESTS: dict[str, Callable[[PurePosixPath], bool]] = {
    "gradescope": _is_gradescope,
    "moodle": _is_moodle,
    "canvas": _is_canvas,
}

"""The gate for settings: of the assignment, of a question, of a test."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from autograder.build import keys
from autograder.build.settings import Keys, Settings
from autograder.build.source import Cell, LabSource, Role

REQUIRED: tuple[tuple[Keys, object, str], ...] = (
    (("tests", "ok_format"), False, "otherwise a blank submission scores in full"),
    (("tests", "files"), True, "otherwise the tests are written into the notebook"),
    (("strip_solutions_from_all_cells",), True, "otherwise solutions outside a SOLUTION block stay"),
)


def check_assignment(source: LabSource, lab: str) -> None:
    """Refuses unknown keys, wrong types and missing settings. Raises: SourceError."""
    cell = next(cell for cell in source.cells if cell.role is Role.CONFIG)
    settings = source.assignment
    check_keys(source, cell, settings, keys.ASSIGNMENT, "the assignment config")
    name = settings.values.get("name")
    if name != lab:
        mend = f"Write `name: {lab}`"
        raise source.fault(
            cell, f"the assignment's name is {name!r}, not the lab's", mend, settings.line("name")
        )
    for path, wanted, why in REQUIRED:
        if _lookup(settings.values, path) is not wanted:
            shown = f"{': '.join(path)}: {str(wanted).lower()}"
            raise source.fault(cell, f"`{shown}` is missing", f"Add it: {why}", settings.line(*path))
    _check_forbidden(source, cell, settings)


def _check_forbidden(source: LabSource, cell: Cell, settings: Settings) -> None:
    version = settings.values.get("python_version", "")
    if not isinstance(version, str):
        mend = f"Put quotes around it: YAML reads it as the number {version}, and 3.10 as 3.1"
        raise source.fault(cell, "`python_version` is not a text", mend, settings.line("python_version"))
    if "config_file" in settings.values:
        mend = "Write its settings here, where the gate can check them"
        raise source.fault(cell, "`config_file` is not allowed", mend, settings.line("config_file"))
    if settings.values.get("requirements", "requirements.txt") != "requirements.txt":
        mend = "Leave `requirements` out: the build writes requirements.txt from the course's pins"
        raise source.fault(cell, "the lab brings its own requirements", mend, settings.line("requirements"))


def check_question(source: LabSource, cell: Cell, settings: Settings) -> None:
    """Refuses unknown keys, wrong types and points that are not above 0. Raises: SourceError."""
    name = settings.values["name"]
    check_keys(source, cell, settings, keys.QUESTION, f"the settings of {name}")
    points = settings.values.get("points")
    each = isinstance(points, dict)
    if isinstance(points, dict):
        if set(points) != {"each"} or not keys.conforms(points["each"], keys.Number):
            mend = "Write `points: 3` or `points: {each: 1}`"
            raise source.fault(cell, f"the points of {name} are {points}", mend, settings.line("points"))
        points = points["each"]
    if not isinstance(points, int | float) or points <= 0:
        shown = "missing" if points is None else f"{points}"
        mend = "Write a number above 0: otter divides by a question's points"
        where = settings.line("points", "each") if each else settings.line("points")
        raise source.fault(cell, f"the points of {name} are {shown}", mend, where)


def check_test(source: LabSource, cell: Cell, settings: Settings, offset: int) -> None:
    """Refuses what otter would ignore or write into a broken test file. Raises: SourceError."""
    check_keys(source, cell, settings, keys.TEST, "a test's settings", offset)
    points = settings.values.get("points", 0)
    if points < 0:
        line = offset + settings.line("points")
        raise source.fault(cell, f"the test's points are {points}", "Write 0 or more", line)
    for key in ("success_message", "failure_message"):
        message = settings.values.get(key, "")
        bad = next((sign for sign in '"\\\n' if sign in message), None)
        if bad is not None:
            sign = {'"': "a double quote", "\\": "a backslash", "\n": "a line break"}[bad]
            mend = "Leave it out: otter writes the message between double quotes, unescaped"
            raise source.fault(cell, f"`{key}` holds {sign}", mend, offset + settings.line(key))


def check_keys(
    source: LabSource, cell: Cell, settings: Settings, known: keys.Types, block: str, offset: int = 0
) -> None:
    """Refuses keys that otter would silently ignore, and values of the wrong type. Raises: SourceError."""

    def check(values: Mapping[str, Any], types: keys.Types, above: Keys) -> None:
        for key, value in values.items():
            path = (*above, str(key))
            line = offset + settings.line(*path)
            if key not in types:
                what = f"unknown key {'.'.join(path)!r} in {block}"
                raise source.fault(cell, what, keys.suggestion(str(key), types), line)
            wanted = types[key]
            nested = isinstance(wanted, Mapping)
            if nested and isinstance(value, dict):
                check(value, wanted, path)
            elif nested and not (isinstance(value, bool) and key in keys.SWITCHES):
                mend = f"Write a table with the keys: {', '.join(sorted(wanted))}"
                raise source.fault(cell, f"{'.'.join(path)!r} is {value!r}", mend, line)
            elif not nested and not keys.conforms(value, wanted):
                what = f"{'.'.join(path)!r} is {value!r} in {block}"
                raise source.fault(cell, what, f"It should be {keys.words(wanted)}", line)

    check(settings.values, known, ())


def _lookup(values: Mapping[str, Any], path: Keys) -> object:
    found: object = values
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found

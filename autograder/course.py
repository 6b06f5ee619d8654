"""The course as `course.toml` describes it: which labs there are, and their budgets."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from autograder.errors import CourseError
from autograder.late import LatePolicy

MANIFEST = Path("assignments") / "course.toml"


@dataclass(frozen=True)
class Lab:
    """One lab of the course. Times are wall seconds; the limits from `memory_mb` on are explained in `Limits`.

    `late` is the course's; `due` has its offset from UTC.
    """

    name: str
    title: str
    points: float
    root: Path
    cell_seconds: float = 60.0
    test_seconds: float = 30.0
    submission_seconds: float = 300.0
    threads: int = 1
    memory_mb: int = 4096
    processes: int = 256
    file_mb: int = 256
    open_files: int = 1024
    output_mb: int = 32
    preload: tuple[str, ...] = ()
    due: datetime | None = None
    late: LatePolicy | None = None

    @property
    def folder(self) -> Path:
        return self.root / "assignments" / self.name

    @property
    def source(self) -> Path:
        """The percent script, the lab's only hand-edited notebook file."""
        return self.folder / f"{self.name}.py"

    @property
    def variants(self) -> Path:
        return self.folder / "variants"

    @property
    def student(self) -> Path:
        return self.root / "student" / self.name

    @property
    def solution(self) -> Path:
        """The solved notebook, executed."""
        return self.root / "solutions" / self.name / f"{self.name}.ipynb"

    @property
    def bundle(self) -> Path:
        return self.root / "dist" / f"{self.name}.zip"

    @property
    def release(self) -> Path:
        """The student's folder as a zip, to hand out."""
        return self.root / "dist" / "student" / f"{self.name}.zip"


@dataclass(frozen=True)
class Limits:
    """What one submission may use. Times are wall seconds; sizes, in MiB, bound each of its processes.

    A submission's cells together may take `submission_seconds`, and so may its tests.
    """

    cell_seconds: float = 60.0
    test_seconds: float = 30.0
    submission_seconds: float = 300.0
    threads: int = 1
    memory_mb: int = 4096  # beyond what the preloaded libraries take
    processes: int = 256  # threads count, too
    file_mb: int = 256  # one file; all files together twice that
    open_files: int = 1024
    output_mb: int = 32  # that one cell may print or show

    @classmethod
    def of(cls, lab: Lab) -> Limits:
        return cls(**{field.name: getattr(lab, field.name) for field in fields(cls)})

    @property
    def cpu_seconds(self) -> int:
        """CPU time of one process, by which even one that hides from the clock ends."""
        return int(2 * self.submission_seconds * self.threads) + 60


@dataclass(frozen=True)
class Course:
    """All labs, in the order in which they are taught."""

    title: str
    root: Path
    labs: tuple[Lab, ...]

    def lab(self, name: str) -> Lab:
        """Raises: CourseError when no lab has that name."""
        for lab in self.labs:
            if lab.name == name:
                return lab
        known = ", ".join(lab.name for lab in self.labs)
        raise CourseError(f"there is no lab {name!r}", where=str(MANIFEST), mend=f"The labs are: {known}")

    def select(self, names: tuple[str, ...]) -> tuple[Lab, ...]:
        """The named labs, or all of them when none is named."""
        return tuple(self.lab(name) for name in names) if names else self.labs


def find_root(start: Path | None = None) -> Path:
    """The nearest folder, from `start` upwards, that holds `assignments/course.toml`."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / MANIFEST).is_file():
            return folder
    raise CourseError(
        f"no {MANIFEST} here or in any folder above",
        where=str(here),
        mend="Run this inside the course, or name it with --course",
    )


def load_course(root: Path | None = None) -> Course:
    """Reads the manifest. Raises: CourseError, naming the key, on anything the manifest may not say."""
    root = find_root(root)
    where = str(root / MANIFEST)
    try:
        raw = tomllib.loads((root / MANIFEST).read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CourseError(f"not valid TOML: {error}", where=where, mend="Mend the line it names") from None
    _only_keys(raw, {"course", "lab", "late"}, where)
    _only_keys(raw.get("course", {}), {"title"}, f"{where} [course]")
    late = _late(raw["late"], f"{where} [late]") if "late" in raw else None
    labs = tuple(_lab(entry, root, where, late) for entry in raw.get("lab", []))
    names = [lab.name for lab in labs]
    for name in names:
        if names.count(name) > 1:
            raise CourseError(f"lab {name!r} is listed twice", where=where, mend="Remove one of the entries")
    return Course(str(raw.get("course", {}).get("title", "")), root, labs)


def _lab(entry: dict[str, Any], root: Path, where: str, late: LatePolicy | None) -> Lab:
    where = f"{where} [[lab]] {entry.get('name', '?')}"
    kinds = {f.name: str(f.type) for f in fields(Lab) if f.name not in ("root", "late")}
    _check_table(entry, kinds, ("name", "title", "points"), where)
    values = {**entry, "preload": tuple(entry.get("preload", ()))}
    return Lab(root=root, late=late, **values)


def _late(table: object, where: str) -> LatePolicy:
    if not isinstance(table, dict):
        raise CourseError("is no table", where=where, mend="Begin it with the line: [late]")
    kinds = {"percent": "percent", "days": "int", "grace": "minutes"}
    _check_table(table, kinds, ("percent",), where)
    return LatePolicy(**table)


def _check_table(table: dict[str, Any], kinds: dict[str, str], needed: tuple[str, ...], where: str) -> None:
    _only_keys(table, set(kinds), where)
    for key in needed:
        if key not in table:
            raise CourseError(f"{key!r} is missing", where=where, mend=f"Add a line: {key} = …")
    for key, value in table.items():
        _check_type(key, value, kinds[key], where)


_WANTED = {
    "str": "a text",
    "int": "a whole number above 0",
    "float": "a number above 0",
    "percent": "a number above 0, and at most 100",
    "minutes": "a whole number of minutes, 0 or more",
    "tuple[str, ...]": "a list of texts",
    "datetime | None": "a date and time with its offset from UTC, such as 2026-12-01T23:59:00+01:00",
}


def _check_type(key: str, value: Any, kind: str, where: str) -> None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    is_whole = isinstance(value, int) and is_number
    right = {
        "str": isinstance(value, str) and bool(value),
        "int": is_whole and value > 0,
        "float": is_number and value > 0,
        "percent": is_number and 0 < value <= 100,
        "minutes": is_whole and value >= 0,
        "tuple[str, ...]": isinstance(value, list) and all(isinstance(item, str) for item in value),
        "datetime | None": isinstance(value, datetime) and value.tzinfo is not None,
    }[kind]
    if not right:
        shown = value.isoformat() if isinstance(value, date | time) else repr(value)
        what = f"{key!r} is {shown}, but should be {_WANTED[kind]}"
        raise CourseError(what, where=where, mend="Mend that line")


def _only_keys(table: dict[str, Any], known: set[str], where: str) -> None:
    for key in table:
        if key not in known:
            raise CourseError(
                f"unknown key {key!r}", where=where, mend=f"The keys are: {', '.join(sorted(known))}"
            )

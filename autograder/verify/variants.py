"""Variants: files that replace one question's answer, and say which tests they must pass or fail.

The header is the comment lines at the top of the file, each `# key: value`:
`# expect: fails q2.test_a, q2.test_b` (exactly these tests fail; `fails q2`: at least one does),
`# says: regex` (a failing test's message matches), `# why: one line`. Other comment lines are comments.
"""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from autograder.build.source import fault
from autograder.course import Lab
from autograder.errors import CourseError

HEADER = re.compile(r"#\s*(\w+)\s*:\s*(.*?)\s*$")
KEYS = ("expect", "says", "why")
FULL = (
    "full",
    "full marks",
    "pass",
    "passes",
)  # what `expect` may say on a right variant, to no further effect


class Kind(StrEnum):
    """A right variant gets full marks on its question; a wrong one fails what it says."""

    RIGHT = "right"
    WRONG = "wrong"


@dataclass(frozen=True)
class Variant:
    """Another answer to one question. `fails` empty on a wrong one: at least one test of the question."""

    path: Path
    kind: Kind
    question: str
    code: str
    fails: frozenset[str] = frozenset()
    says: tuple[str, ...] = ()
    why: str = ""

    @property
    def name(self) -> str:
        return f"{self.kind}/{self.path.stem}"


def read_variants(
    lab: Lab, tests: Mapping[str, Sequence[str]], folder: Path | None = None
) -> tuple[Variant, ...]:
    """A lab's variants, in the order of its questions. `tests`: the ids of each question's tests.

    Raises: CourseError, with file and line, on a header or a file that cannot mean anything.
    """
    found = [_read(path, kind, tests) for path, kind in _files(lab, folder)]
    order = list(tests)
    return tuple(sorted(found, key=lambda v: (order.index(v.question), v.kind, v.path.stem)))


def parameters_of(source: str) -> dict[str, tuple[str, ...]]:
    """The tests in a bundle's test file, and the names that each takes from the student's notebook."""
    return {
        node.name: tuple(a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs))
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef) and node.decorator_list
    }


def names_taken(source: str) -> set[str]:
    """The names that the tests in a bundle's test file take from the student's notebook."""
    return {name for names in parameters_of(source).values() for name in names}


def ids_by_question(tests: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The ids of each question's tests, from a bundle's test files."""
    return {q: tuple(f"{q}.{name}" for name in parameters_of(text)) for q, text in tests.items()}


def has_lab_folders(folder: Path) -> bool:
    """Whether the folder holds variants by lab, and not those of one lab only."""
    return any(
        child.is_dir() and child.name not in list(Kind) and _kinds(child) for child in folder.iterdir()
    )


def _kinds(folder: Path) -> list[Kind]:
    return [kind for kind in Kind if (folder / kind).is_dir()]


def _files(lab: Lab, folder: Path | None) -> Iterator[tuple[Path, Kind | None]]:
    """The variant files of a lab; the kind is None where only the header says it."""
    if folder is not None and not folder.is_dir():
        raise CourseError("there is no such folder", where=str(folder), mend="Name a folder of variants")
    base = folder or lab.variants
    if folder is not None and ((folder / lab.name).is_dir() or has_lab_folders(folder)):
        base = folder / lab.name
    kinds = _kinds(base)
    if not kinds:
        yield from ((path, None) for path in _python_files(base))
        return
    for path in sorted(base.iterdir()):
        if path.name not in kinds and not _is_ignored(path):
            raise fault(path, 1, "not a variant", "Move it into right/ or wrong/")
    for kind in kinds:
        yield from ((path, kind) for path in _python_files(base / kind))


def _python_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix == ".py" and path.is_file():
            yield path
        elif not _is_ignored(path):
            raise fault(path, 1, "not a variant", "Remove it, or name it q…_….py")


def _is_ignored(path: Path) -> bool:
    return path.name.startswith((".", "__")) or path.suffix == ".md"


def _read(path: Path, kind: Kind | None, tests: Mapping[str, Sequence[str]]) -> Variant:
    try:
        code = path.read_text(encoding="utf-8")
        ast.parse(code)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise fault(
            path, line, f"not valid Python: {getattr(error, 'msg', error)}", "Mend that line"
        ) from None
    question = path.stem.split("_")[0]
    if question not in tests:
        mend = f"Start the file's name with one of {', '.join(tests)}"
        raise fault(path, 1, f"the lab has no question {question!r}", mend)
    header = _header(path, code)
    kind = kind or (Kind.WRONG if any(key == "expect" for _, key, _ in header) else Kind.RIGHT)
    return Variant(
        path=path,
        kind=kind,
        question=question,
        code=code,
        fails=_fails(path, kind, header, question, tests[question]),
        says=tuple(_says(path, kind, header)),
        why=" ".join(value for _, key, value in header if key == "why"),
    )


def _header(path: Path, code: str) -> list[tuple[int, str, str]]:
    """(line, key, value) of each header line. Raises: CourseError on a misspelt or a misplaced key."""
    entries, in_header = [], True
    for number, line in enumerate(code.splitlines(), start=1):
        in_header = in_header and line.startswith("#")
        match = HEADER.match(line)
        if match is None or not (in_header or match[1] in KEYS):
            continue
        if not in_header:
            mend = "Move it into the comment lines at the top of the file"
            raise fault(path, number, f"`{match[1]}` below the header is not read", mend)
        if match[1] in KEYS:
            entries.append((number, match[1], match[2]))
        elif difflib.get_close_matches(match[1], KEYS):  # any other comment line is just that
            raise fault(path, number, f"unknown key {match[1]!r}", f"The keys are: {', '.join(KEYS)}")
    return entries


def _fails(
    path: Path, kind: Kind, header: list[tuple[int, str, str]], question: str, tests: Sequence[str]
) -> frozenset[str]:
    """The tests that must fail; empty where any of the question's will do."""
    names: set[str] = set()
    for number, value in [(number, value) for number, key, value in header if key == "expect"]:
        if kind is Kind.RIGHT:
            if value in FULL:
                continue
            raise fault(path, number, "a right variant expects full marks", "Remove this line")
        verb, _, rest = value.partition(" ")
        if verb != "fails" or not rest.strip():
            mend = f"Write: # expect: fails {tests[0] if tests else question}"
            raise fault(path, number, f"`expect: {value}` says nothing", mend)
        for name in (part.strip() for part in rest.split(",")):
            if name != question and name not in tests:
                mend = f"Its tests are: {', '.join(tests)}"
                raise fault(path, number, f"question {question} has no test {name!r}", mend)
            names.add(name)
    return frozenset(names - {question})


def _says(path: Path, kind: Kind, header: list[tuple[int, str, str]]) -> Iterator[str]:
    for number, value in [(number, value) for number, key, value in header if key == "says"]:
        if kind is Kind.RIGHT:
            raise fault(path, number, "a right variant fails no test that could say it", "Remove it")
        try:
            re.compile(value)
        except re.error as error:
            mend = "Escape what is meant literally by a backslash"
            raise fault(path, number, f"not a regular expression: {error}", mend) from None
        if not value:
            raise fault(path, number, "`says` is empty", "Write what the message must say")
        yield value

"""The house: formatted, linted, typed; nothing private in what is committed; docs that say what there is."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", ["ruff format --check", "ruff check", "mypy"])
def test_style_and_types(command: str) -> None:
    done = run(sys.executable, "-m", *command.split())
    assert done.returncode == 0, done.stdout + done.stderr


def committed_files() -> list[Path]:
    done = run("git", "ls-files", "-z")
    if done.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_nothing_private_is_committed() -> None:
    forbidden = re.compile(
        r"/(root|home|Users)/\w|pypi\.org|files\.pythonhosted|registry\.npmjs|deb\.debian|download\.pytorch",
        re.I,
    )
    found = []
    for path in committed_files():
        if path == Path(__file__) or path.suffix in {".png", ".npz", ".zip"}:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if forbidden.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    assert found == []


def test_no_module_is_longer_than_400_lines() -> None:
    files = [p for folder in ("autograder", "assignments/labkit") for p in (ROOT / folder).rglob("*.py")]
    long = {str(p.relative_to(ROOT)): n for p in files if (n := len(p.read_text().splitlines())) > 400}
    assert long == {}


def test_packages_hold_no_logic() -> None:
    """An `__init__.py` re-exports: a docstring, imports, `__all__`, and nothing else."""
    import ast

    allowed = (ast.Expr, ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign)
    for path in [
        *(ROOT / "autograder").rglob("__init__.py"),
        *(ROOT / "assignments/labkit").rglob("__init__.py"),
    ]:
        odd = [type(n).__name__ for n in ast.parse(path.read_text()).body if not isinstance(n, allowed)]
        assert odd == [], path


def test_rooms_depend_one_way() -> None:
    """labkit imports nothing of autograder; the kernel's side nothing of the judge's or above it."""
    for folder, forbidden in {
        "assignments/labkit": r"autograder",
        "autograder/kernel": r"autograder\.(judge|grade|verify|build|report|cli|gradebook|local|bundle)",
        "autograder/judge": r"autograder\.(grade|verify|build|report|cli|gradebook|local)\b",
        "autograder/build": r"autograder\.(verify|report|cli)\b",
        "autograder/report": r"autograder\.(verify|build|cli|grade)\b",
    }.items():
        for path in (ROOT / folder).rglob("*.py"):
            bad = re.findall(rf"^\s*(?:from|import) ({forbidden}\S*)", path.read_text(), flags=re.M)
            assert bad == [], path

"""The first cell of a student's notebook: the functions below as they stand, their call, and their removal.

They import nothing at the top, so that the notebook's names are as if the cell had not been there.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable

from autograder.build.imports import pin_name

_SAYS = """\
# @title Get ready: run this cell first
# Where all that this notebook needs is here, it does nothing. In Google Colab it unpacks the lab's zip beside the
# notebook; there, and in a virtual environment, it installs the packages that are missing.
"""
_NOT_ASKED_FOR = ("ipykernel",)  # where a cell runs there is one, and Colab's must stay as it is


def first_cell(lab: str, requirements: str) -> str:
    """The cell's text for a lab with these pins."""
    pins = dict(
        line.split("==") for line in requirements.splitlines() if pin_name(line) not in _NOT_ASKED_FOR
    )
    functions: list[Callable[..., object]] = [unpack_in_colab, version_of, install, get_ready]
    given = "".join(f'    "{name}": "{version}",\n' for name, version in pins.items())
    names = ", ".join(function.__name__ for function in functions)
    texts = [inspect.getsource(function).rstrip() for function in functions]
    call = f'get_ready("{lab}", {{\n{given}}})\ndel {names}'
    return "\n\n\n".join([_SAYS + texts[0], *texts[1:], call])


def unpack_in_colab(lab: str) -> bool:
    """Puts labkit/, tests/ and data/ beside the notebook; whether this is Colab."""
    import zipfile
    from importlib import import_module
    from pathlib import Path

    try:
        files = import_module("google.colab.files")
    except ImportError:
        return False
    if Path("tests").is_dir():
        return True
    found = sorted(map(str, Path().glob(f"{lab}*.zip")))
    if not found:
        print(f"Please choose {lab}.zip, which you were given with this notebook.")
        found = list(files.upload())
    if not found or not zipfile.is_zipfile(found[-1]):
        print(f"That is not {lab}.zip. Run this cell again, and choose it.")
        return True
    with zipfile.ZipFile(found[-1]) as archive:
        for entry in archive.infolist():
            entry.filename = entry.filename.removeprefix(f"{lab}/")
            if entry.filename and not entry.filename.endswith(".ipynb"):
                archive.extract(entry)
    print(f"Unpacked {found[-1]}. In Colab, hand in the notebook itself: File, Download, Download .ipynb.")
    return True


def version_of(package: str) -> str:
    """The version that is installed; empty if none is."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package).split("+")[0]
    except PackageNotFoundError:
        return ""


def install(packages: list[str], allowed: bool) -> None:
    """By pip where that is allowed; elsewhere it says what to do."""
    import subprocess
    import sys

    print(f"Missing, or of another major version: {', '.join(packages)}.")
    if not allowed:
        print("Make an environment for the lab, as README.md says, and choose it as this notebook's kernel:")
        print("    python -m venv .venv\n    .venv/bin/pip install -r requirements.txt")
        return
    print("Installing them takes a minute or more …")
    replaced = any(version_of(package.split("==")[0]) for package in packages)
    if subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", *packages]).returncode:
        print(f"That failed. In a terminal: {sys.executable} -m pip install {' '.join(packages)}")
    elif replaced:
        print("Done. Restart the kernel (in Colab: Runtime, Restart session) and run all cells from the top.")
    else:
        print("Done.")


def get_ready(lab: str, pins: dict[str, str]) -> None:
    """What has the same major version as here will do; your work is graded with exactly these versions."""
    import os
    import sys
    from importlib.util import find_spec
    from pathlib import Path

    in_colab = unpack_in_colab(lab)
    if not Path("tests").is_dir() and find_spec("labkit") is None:
        print(
            f"labkit/ and tests/ are not beside this notebook: unpack {lab}.zip, and open the notebook in it."
        )
    here = {package: version_of(package) for package in pins}
    digits = {package: 2 if pin.startswith("0.") else 1 for package, pin in pins.items()}
    fits = [p for p, n in digits.items() if here[p].split(".")[:n] == pins[p].split(".")[:n]]
    missing = [f"{package}=={pin}" for package, pin in pins.items() if package not in fits]
    others = [
        f"{package} {here[package]} ({pins[package]})" for package in fits if here[package] != pins[package]
    ]
    if others:
        print(f"Not quite the versions that grade you (in brackets), but they will do: {', '.join(others)}.")
    if missing:
        conda = os.environ.get("CONDA_DEFAULT_ENV", "base") != "base"
        install(missing, allowed=in_colab or conda or sys.prefix != sys.base_prefix)

"""What a lab imports: which of labkit's files it uses, and which of the course's pins its students need."""

from __future__ import annotations

import ast
import importlib.metadata
import importlib.util
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from autograder.build.gate_code import parse
from autograder.build.source import LabSource, Role
from autograder.build.tree import Tree, read_tree
from autograder.course import Lab
from autograder.errors import CourseError

DISTRIBUTION = "autograded-dl-course"
LABKIT = "labkit"
ALWAYS = ("otter-grader", "ipykernel")
# module -> distribution, where the names differ
RENAMED = {"sklearn": "scikit-learn", "yaml": "pyyaml", "PIL": "pillow"}


def labkit_files(root: Path) -> dict[str, bytes]:
    """labkit's files, as `labkit/…`: the course's own, else the installed one's."""
    folder = root / "assignments" / LABKIT
    if not folder.is_dir():
        spec = importlib.util.find_spec(LABKIT)
        if spec is None or spec.origin is None:
            raise CourseError("labkit is not installed", mend="Install the course: pip install -e .")
        folder = Path(spec.origin).parent
    return {f"{LABKIT}/{name}": data for name, data in read_tree(folder).items()}


def lab_imports(source: LabSource, *, tests: bool) -> set[str]:
    """The modules that a lab's code imports, dotted; those of its tests only if asked for."""
    skipped = {Role.IGNORED} if tests else {Role.IGNORED, Role.TEST}
    cells = [cell for cell in source.cells if cell.kind == "code" and cell.role not in skipped]
    return {name for cell in cells for name in _imports(parse(cell.text))}


def used_files(files: Tree, modules: Iterable[str]) -> dict[str, bytes]:
    """Those of labkit's files that importing the modules may load, and whatever is no Python."""
    used = {name for name in files if not name.endswith(".py")} | {f"{LABKIT}/__init__.py"}
    todo = [*modules, *_imports_of(files, f"{LABKIT}/__init__.py")]
    while todo:
        for name in _files_of(todo.pop(), files):
            if name not in used:
                used.add(name)
                todo += _imports_of(files, name)
    return {name: files[name] for name in sorted(used) if name in files}


def _files_of(module: str, files: Tree) -> Iterator[str]:
    """The files behind a dotted name: of each package on the way, and of the module itself."""
    parts = module.split(".")
    for length in range(1, len(parts) + 1):
        stem = "/".join(parts[:length])
        yield from (name for name in (f"{stem}.py", f"{stem}/__init__.py") if name in files)


def _imports_of(files: Tree, name: str) -> list[str]:
    return list(_imports(ast.parse(files[name]))) if name in files else []


def _imports(tree: ast.AST, *, only_top: bool = False) -> Iterator[str]:
    for node in ast.iter_child_nodes(tree) if only_top else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def requirements(lab: Lab, source: LabSource, labkit: Tree) -> str:
    """The pins that a lab's students need: for what its cells import, labkit at import, and `preload`.

    What labkit imports only within a function, say to read one data set, has to be named in `preload`.
    """
    modules = lab_imports(source, tests=True) | set(lab.preload)
    for name, data in used_files(labkit, modules).items() if labkit else ():
        if name.endswith(".py"):
            modules |= set(_imports(ast.parse(data), only_top=True))
    tops = {module.split(".")[0] for module in modules}
    wanted = {RENAMED.get(top, top).lower().replace("_", "-") for top in tops} | set(ALWAYS)
    pins = [pin for pin in course_pins(lab.root) if pin_name(pin) in wanted]
    return "".join(f"{pin}\n" for pin in sorted(pins))


def course_pins(root: Path) -> list[str]:
    """The course's dependencies: from its pyproject.toml, else from the installed package."""
    project = root / "pyproject.toml"
    if project.is_file():
        return list(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"])
    found = importlib.metadata.requires(DISTRIBUTION) or []
    return [line for line in found if "extra ==" not in line]


def pin_name(pin: str) -> str:
    """The distribution that a pin is of, in normal form."""
    return re.split(r"[\[=<>~! ]", pin, maxsplit=1)[0].lower().replace("_", "-")

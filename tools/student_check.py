"""Does with each lab what a student does who begins: unpacks it, installs its requirements, runs all cells, exports.

    python tools/student_check.py [LAB …] [--show]

Each lab's release zip (`autograder build` makes it) is unpacked to a folder of its own; a new virtual environment
gets what the folder's README.md says, and labs with equal requirements share one. Its kernel then runs the
notebook from top to bottom, where the system lets us without a network and always with an empty home. It has to
come out that

- the first cell does nothing, for all is there;
- each check cell fails with what its tests say, and with no exception or traceback of another kind;
- nothing else raises, and nothing wants the network;
- the zip that the last cell makes is graded by `autograder single` like the notebook as handed out, with no
  hidden test passed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from traitlets import Any as AnyTrait

from autograder.course import Lab, load_course

ROOT = Path(__file__).parents[1]
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_FRAME = re.compile(r'File "([^"]+)"|^(?:File|Cell) (\S+?)(?::\d+| in )|Traceback', re.MULTILINE)
_ACCIDENT = re.compile(r"^\s*(\w+(?:Error|Exception|Exit|Interrupt)): .*", re.MULTILINE)
_CHECK = re.compile(r'grader\.check\("(\w+)"\)')
CELL_SECONDS = 600


@dataclass
class Findings:
    """What came of one lab: faults, one a line, and how long its parts took."""

    lab: str
    faults: list[str] = field(default_factory=list)
    shown: dict[str, str] = field(default_factory=dict)  # by question, what its check cell showed
    install_seconds: float = 0.0
    run_seconds: float = 0.0
    grade_seconds: float = 0.0
    score: float | None = None


def unpack(lab: Lab, folder: Path) -> Path:
    """The student's folder."""
    with zipfile.ZipFile(lab.release) as archive:
        archive.extractall(folder)
    return folder / lab.name


def make_environment(folder: Path, requirements: Path, more: Sequence[str] = ("jupyterlab",)) -> Path:
    """As README.md says; the environment's Python."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = folder / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", "-r", requirements, *more], check=True)
    return python


class _OneSpec(KernelSpecManager):
    spec = AnyTrait()

    def get_kernel_spec(self, kernel_name: str) -> Any:
        return self.spec


def offline() -> list[str]:
    """What to put before a command so that it has no network; nothing where the system does not let us."""
    for command in (["unshare", "--net"], ["unshare", "--net", "--map-root-user"]):
        if (
            shutil.which("unshare")
            and subprocess.run([*command, "true"], capture_output=True).returncode == 0
        ):
            return command
    return []


async def execute(notebook: Any, folder: Path, python: Path, home: Path) -> None:
    """Runs all cells, whatever they raise, in that Python's kernel, as it is when a student starts it."""
    with tempfile.TemporaryDirectory(prefix="k-") as runtime:  # a short path, for sockets lie there
        argv = [*offline(), str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        spec = KernelSpec(argv=argv, display_name="Student", language="python")
        manager = AsyncKernelManager(
            kernel_name="student",
            kernel_spec_manager=_OneSpec(spec=spec),
            connection_file=f"{runtime}/c.json",
            transport="ipc",
            ip=f"{runtime}/s",
        )
        client = NotebookClient(
            notebook,
            km=manager,
            allow_errors=True,
            timeout=CELL_SECONDS,
            resources={"metadata": {"path": str(folder)}},
        )
        path = f"{python.parent}{os.pathsep}{os.defpath}"
        environment = {"HOME": str(home), "PATH": path, "LANG": "C.UTF-8", "CUDA_VISIBLE_DEVICES": ""}
        try:
            await client.async_execute(env=environment, stderr=subprocess.DEVNULL)
        finally:
            client.kc.stop_channels()
            await manager.shutdown_kernel(now=True)
            manager.context.destroy(linger=0)


def text_of(cell: Any) -> str:
    """All that a cell showed, as text."""
    parts = []
    for output in cell.get("outputs", ()):
        if output.output_type == "stream":
            parts.append(output.text)
        elif output.output_type == "error":
            parts.append("\n".join(output.traceback))
        else:
            parts.append(str(output.data.get("text/plain", "")))
    return _COLOURS.sub("", "\n".join(parts))


def look(notebook: Any, findings: Findings) -> None:
    """Notes what a student should not see."""
    codes = [(number, cell) for number, cell in enumerate(notebook.cells, 1) if cell.cell_type == "code"]
    first = text_of(codes[0][1])
    if first.strip():
        findings.faults.append(f"the first cell shows: {first.strip()[:300]}")
    for number, cell in codes:
        asked = _CHECK.search(cell.source)
        errors = [output for output in cell.outputs if output.output_type == "error"]
        if errors:
            findings.faults.append(f"cell {number} raises {errors[0].ename}: {errors[0].evalue[:300]}")
        elif asked:
            _look_at_check(asked[1], text_of(cell), findings)


def _look_at_check(question: str, shown: str, findings: Findings) -> None:
    """A failing test says what is not as it should be: that is an AssertionError, and any other is an accident."""
    findings.shown[question] = shown
    if "❌" not in shown:
        findings.faults.append(f"{question}: a blank answer passes all public tests")
    for found in _FRAME.finditer(shown):
        findings.faults.append(f"{question}: a traceback shows: {found[0].strip()}")
    for found in _ACCIDENT.finditer(shown):
        if found[1] != "AssertionError":
            findings.faults.append(f"{question}: a test does not teach: {found[0].strip()[:300]}")


def grade(lab: Lab, path: Path, out: Path) -> dict[str, Any]:
    """What `autograder single` makes of it."""
    code = "from autograder.cli import main; main()"
    command = [sys.executable, "-c", code, "single", lab.name, str(path), "-o", str(out)]
    done = subprocess.run(
        [*command, "--course", str(lab.root), "--jobs", "1"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"autograder single: {done.stderr or done.stdout[-2000:]}")
    found: dict[str, Any] = json.loads((out / "results.json").read_text(encoding="utf-8"))
    return found


def compare(lab: Lab, folder: Path, handed_out: bytes, out: Path, findings: Findings) -> None:
    """Whether the export is graded like the notebook that was handed out."""
    zips = sorted(folder.glob(f"{lab.name}_*.zip"))
    if len(zips) != 1:
        findings.faults.append(f"the last cell made {len(zips)} zips")
        return
    blank = out / "blank.ipynb"
    blank.write_bytes(handed_out)
    ours, theirs = grade(lab, zips[0], out / "export"), grade(lab, blank, out / "handed out")
    findings.score = ours["score"]
    if verdicts(ours) != verdicts(theirs):
        findings.faults.append(
            f"the export gets {ours['score']} points, the blank notebook {theirs['score']}"
        )
    passed = [
        t["name"] for t in ours["tests"] if t["visibility"] != "visible" and t.get("status") == "passed"
    ]
    findings.faults += [f"a blank notebook passes the hidden test {name}" for name in passed]


def verdicts(results: dict[str, Any]) -> list[tuple[str, str]]:
    return [(test["name"], test.get("status", "")) for test in results["tests"]]


def check_lab(lab: Lab, folder: Path, python: Path) -> Findings:
    """Runs and grades a lab that is unpacked."""
    findings = Findings(lab.name)
    path = folder / f"{lab.name}.ipynb"
    handed_out = path.read_bytes()
    notebook = nbformat.reads(handed_out.decode(), as_version=4)
    home, out = folder.parent / "home", folder.parent / "graded"
    for made in (home, out):
        made.mkdir()
    start = time.perf_counter()
    asyncio.run(execute(notebook, folder, python, home))
    findings.run_seconds = time.perf_counter() - start
    look(notebook, findings)
    start = time.perf_counter()
    compare(lab, folder, handed_out, out, findings)
    findings.grade_seconds = time.perf_counter() - start
    return findings


def by_requirements(labs: Sequence[Lab]) -> Iterator[tuple[Lab, ...]]:
    """The labs, those together that can share an environment."""
    groups: dict[bytes, list[Lab]] = {}
    for lab in labs:
        groups.setdefault((lab.student / "requirements.txt").read_bytes(), []).append(lab)
    yield from map(tuple, groups.values())


def check_all(labs: Sequence[Lab], show: bool) -> bool:
    """Checks the labs and tells of each; whether all is as it should be."""
    fine = True
    if not offline():
        print("The cells run with a network: this system gives no namespace without one.")
    for group in by_requirements(labs):
        with tempfile.TemporaryDirectory(prefix="student-") as temporary:
            start = time.perf_counter()
            folders = {lab.name: unpack(lab, Path(temporary, lab.name)) for lab in group}
            first = folders[group[0].name]
            python = make_environment(Path(temporary, "venv"), first / "requirements.txt")
            seconds = time.perf_counter() - start
            for lab in group:
                findings = check_lab(lab, folders[lab.name], python)
                findings.install_seconds, seconds = seconds, 0.0
                tell(findings, show)
                fine &= not findings.faults
    return fine


def tell(findings: Findings, show: bool) -> None:
    verdict = "NOT as it should be" if findings.faults else "as it should be"
    seconds = f"installed in {findings.install_seconds:.0f} s, run in {findings.run_seconds:.0f} s"
    seconds += f", graded twice in {findings.grade_seconds:.0f} s"
    print(f"{findings.lab}: {verdict} ({seconds}; worth {findings.score} points)", flush=True)
    for fault in findings.faults:
        print(f"  {fault}", flush=True)
    if show:
        print(*findings.shown.values(), sep="\n", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("labs", nargs="*", metavar="LAB")
    parser.add_argument("--show", action="store_true", help="print what the check cells show")
    given = parser.parse_args()
    course = load_course(ROOT)
    sys.exit(0 if check_all(course.select(tuple(given.labs)), given.show) else 1)


if __name__ == "__main__":
    main()

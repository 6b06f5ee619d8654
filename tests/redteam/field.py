"""The field of the red team: a class with secrets around it, each attack graded there, and what to look for after."""

from __future__ import annotations

import ast
import contextlib
import dataclasses
import html
import json
import os
import re
import select
import shutil
import site
import tempfile
import time
import traceback
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import labkit
import nbformat

from autograder.bundle import Bundle
from autograder.course import Lab, Limits, load_course
from autograder.grade import grade
from autograder.kernel import Kernels
from autograder.outcomes import Outcome, Result
from autograder.report import GradedClass, Scheme, feedback_page, grades_csv, gradescope_results
from autograder.submissions import Submission, find_submissions
from autograder.verify.built import build_to_verify
from tests.redteam.attack import Attack, answered

ROOT = Path(__file__).parents[2]
COURSES = {"m01_mini": ROOT / "tests/course", "l03_2_dropout": ROOT}
QUESTIONS = {"m01_mini": None, "l03_2_dropout": ("q1", "q2", "q3", "q5")}  # others take seconds
BASES = {
    "m01_mini": ("blank", "wrong", "right"),
    "l03_2_dropout": ("blank", "wrong", "almost", "right"),  # almost: right numbers, come by in a wrong way
}
ENVIRONMENT = "GRADER_CANARY"  # a variable of the grader's own
# endless ones should end soon, honest ones on a busy machine not be cut
LIMITS = {
    "m01_mini": Limits(3, 1.5, 12, memory_mb=1024, processes=64, file_mb=32, open_files=256, output_mb=8),
    "l03_2_dropout": Limits(20, 5, 40, memory_mb=2048, processes=64, file_mb=32, open_files=256, output_mb=8),
}
SLACK_SECONDS = 12.0  # to start, to interrupt and kill what ignores it, to clean up, on a busy machine


@dataclass(frozen=True)
class Stage:
    """One lab, its bundle with a canary in it, and the folder in which the rest of a grader's secrets lie."""

    lab: Lab
    bundle: Bundle
    blank: bytes
    limits: Limits
    folder: Path
    canary: str
    kernels: Kernels
    honest: Mapping[str, Result] = field(default_factory=dict)

    @property
    def questions(self) -> tuple[str, ...] | None:
        return QUESTIONS[self.lab.name]


@dataclass(frozen=True)
class Played:
    """What came of an attack: its result, all that the student gets, and what was left behind."""

    result: Result
    shown: str
    seconds: float
    left: tuple[str, ...]
    next: Result
    broke: str = ""


def make_stage(name: str, folder: Path, kernels: Kernels, canary: str) -> Stage:
    """Builds the lab and lays the secrets out: bundle, gradebook, another student's right notebook."""
    lab = load_course(COURSES[name]).lab(name)
    built = build_to_verify(lab)
    tests = {q: f'{text}\nCANARY = "{canary}"\n' for q, text in built.bundle.tests.items()}
    bundle = dataclasses.replace(built.bundle, tests=tests)
    blank = _until(built.blank, QUESTIONS[name])
    folder.mkdir(parents=True)
    with zipfile.ZipFile(folder / f"{name}.zip", "w") as archive:
        for question, text in tests.items():
            archive.writestr(f"tests/{question}.py", text)
    (folder / "gradebook.sqlite").write_text(canary)
    neighbour = nbformat.reads(answered(blank, name, "right").decode(), as_version=4)
    neighbour.cells.append(nbformat.v4.new_markdown_cell(canary))
    (folder / "class").mkdir()
    (folder / "class" / "neighbour.ipynb").write_text(nbformat.writes(neighbour))
    return Stage(lab, bundle, blank, LIMITS[name], folder, canary, kernels)


def _until(blank: bytes, questions: tuple[str, ...] | None) -> bytes:
    """The notebook as handed out, up to the last of these questions' check cells, without the cells that draw."""
    if questions is None:
        return blank
    notebook = nbformat.reads(blank.decode(), as_version=4)
    last = next(
        i for i, cell in enumerate(notebook.cells) if cell.source == f'grader.check("{questions[-1]}")'
    )
    drawing = ("plt.show()", "show_digits(")
    notebook.cells = [c for c in notebook.cells[: last + 1] if not any(word in c.source for word in drawing)]
    return str(nbformat.writes(notebook)).encode()


def grade_base(stage: Stage, base: str) -> Result:
    """What the notebook earns that an attack starts from."""
    raw = answered(stage.blank, stage.lab.name, base)
    return grade(
        Submission(base, base, raw), stage.bundle, stage.limits, stage.kernels, questions=stage.questions
    )


def grade_next(stage: Stage) -> Result:
    """An honest notebook, as it comes after an attack: right answers to the first question."""
    raw = _until(answered(stage.blank, stage.lab.name, "right"), ("q1",))
    submission = Submission("next", "next", raw)
    return grade(submission, stage.bundle, stage.limits, stage.kernels, questions=("q1",))


def hand_in(stage: Stage, attack: Attack) -> Submission:
    """The attack as a class folder brings it to the grader."""
    path = attack.write(stage.folder / "attacks" / attack.name, stage.blank)
    (submission,) = find_submissions([path])
    return submission


def skip_reason(attack: Attack, stage: Stage) -> str:
    """Why the attack is not tried here; empty where it is."""
    if attack.needs_sandbox and getattr(stage.kernels, "sandbox", "none") == "none":
        return "this attack is tried behind a sandbox only, and kernels have none here"
    return ""


def play(stage: Stage, attack: Attack) -> Played:
    """Grades the attack, looks at what is left of it, and grades an honest notebook after it."""
    submission = hand_in(stage, attack)
    folder = Path(tempfile.gettempdir())
    before, broke = time.monotonic(), ""
    try:
        result = grade(submission, stage.bundle, stage.limits, stage.kernels, questions=stage.questions)
    except Exception as error:  # `grade` promises to raise nothing that a submission can cause
        broke = "".join(traceback.format_exception(error)[-3:])
        result = Result(attack.name, stage.lab.name, Outcome.OUR_FAULT)
    seconds = time.monotonic() - before
    left = (*processes_of(attack.name), *files_of(attack.name), *(str(path) for path in folder.iterdir()))
    return Played(result, shown_to_student(stage, result), seconds, left, grade_next(stage), broke)


def use_folder_of_its_own(parent: str) -> None:
    """Gives this process a folder for temporary files, so that whatever is left in it is an attack's."""
    tempfile.tempdir = tempfile.mkdtemp(prefix="rt-", dir=parent)


def shown_to_student(stage: Stage, result: Result) -> str:
    """The student's page, their results.json and their row of the grades, with HTML's and JSON's escapes undone."""
    scheme = Scheme.of(stage.lab, stage.bundle.questions, [result])
    page = feedback_page(stage.lab, scheme, result)
    report = gradescope_results(stage.lab, scheme, result)
    return "\n".join(
        (
            html.unescape(page),
            json.dumps(report, ensure_ascii=False),
            grades_csv(GradedClass(stage.lab, scheme, (result,))),
        )
    )


def hidden_lines(bundle: Bundle) -> set[str]:
    """Lines of code that only hidden tests hold: none of their messages, which students may read."""
    found, public = set(), set()
    for text in bundle.tests.values():
        lines = text.splitlines()
        for node in ast.parse(text).body:
            if isinstance(node, ast.FunctionDef):
                hidden = any("hidden=True" in ast.unparse(decorator) for decorator in node.decorator_list)
                own = (line.strip() for line in lines[node.lineno : node.end_lineno])
                (found if hidden else public).update(
                    s for s in own if len(s) > 24 and not set(s) & {'"', "'"}
                )
    return found - public


def leaks(stage: Stage, played: Played) -> list[str]:
    """What a student gets to see that they should not."""
    shown, staff = played.shown, played.result.to_json()
    found = [f"a line of a hidden test: {line}" for line in hidden_lines(stage.bundle) if line in shown]
    if stage.canary in shown:
        found.append("the canary")
    if "RECORDED" in shown:
        found.append("the attack's own words, after it saw a hidden test")
    recorded = {n for text in re.findall(r"RECORDED[^\"]*", staff) for n in re.findall(r"\d+\.\d{5,}", text)}
    return found + [f"a recorded input: {n}" for n in recorded if n[:7] in shown]


def processes_of(name: str) -> Iterator[str]:
    """Processes that bear the attack's mark in their name, command line or environment, and do not end soon."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and int(entry.name) != os.getpid():
            with contextlib.suppress(OSError):
                marks = (
                    (entry / "comm").read_text().strip() == f"rt-{name}"[:15],
                    f"redteam-{name}".encode() in (entry / "cmdline").read_bytes(),
                    f"REDTEAM={name}\0".encode() in (entry / "environ").read_bytes(),
                )
                if any(marks) and not _ends(int(entry.name), 2.0):
                    yield f"process {entry.name}"


def _ends(pid: int, seconds: float) -> bool:
    try:
        descriptor = os.pidfd_open(pid)
    except OSError:
        return True
    try:
        return bool(select.select([descriptor], [], [], seconds)[0])
    finally:
        os.close(descriptor)


def forks_of(address: str | None) -> list[int]:
    """All processes that still run the warm process's command line, but for the warm process itself."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            with contextlib.suppress(OSError):
                if address and address.encode() in (entry / "cmdline").read_bytes().split(b"\0"):
                    found.append(int(entry.name))
    return [pid for pid in sorted(found)[1:] if not _ends(pid, 2.0)]


def files_of(name: str) -> Iterator[str]:
    """Files that bear the attack's mark, in the places where code would like to leave something; they are removed."""
    places = ["/", "/tmp", "/var/tmp", "/dev/shm", "/run", Path.home(), Path.cwd(), ROOT, ROOT / "tests"]
    for place in {Path(p).resolve() for p in (*places, *site.getsitepackages(), *labkit.__path__)}:
        with contextlib.suppress(OSError):
            for path in place.glob(f"*redteam-{name}*"):
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
                yield str(path)


def faults(stage: Stage, attack: Attack, played: Played) -> list[str]:
    """All that the attack achieved and should not have, in words; nothing where each promise held."""
    honest, result = stage.honest[attack.base], played.result
    if played.broke:
        return [f"the grader broke: {played.broke}"]
    found = leaks(stage, played)
    gained = {t.id for t in result.tests if t.passed} - {t.id for t in honest.tests if t.passed}
    if gained:
        found.append(f"passes without an answer: {', '.join(sorted(gained))}")
    if result.score > honest.score + 1e-9:
        found.append(f"scores {result.score:g}, honest {honest.score:g}")
    if result.outcome not in attack.outcomes:
        found.append(f"outcome {result.outcome}: {result.detail} {result.events[:3]}")
    bound = 2 * stage.limits.submission_seconds + SLACK_SECONDS  # cells, tests, and the rest
    if played.seconds > bound:
        found.append(f"took {played.seconds:.1f} s, allowed are {bound:.0f} s")
    said = result.to_json()
    if attack.needs_sandbox and (stage.canary in said or "RECORDED" in said):
        found.append(
            f"it reached what it should not: {result.events} {[t.detail for t in result.tests if t.detail]}"
        )
    if re.search(r"^[=+@.-]|[^\w.-]", result.submission):
        found.append(f"an id that is more than letters and digits: {result.submission!r}")
    found += [f"left behind: {what}" for what in played.left]
    if not 0 < played.next.score == played.next.points:
        found.append(f"the next submission scores {played.next.score:g} {played.next.outcome}")
    return found

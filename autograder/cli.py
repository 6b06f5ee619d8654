"""The command `autograder`. Commands import what they need when they run, so that `--help` answers at once."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from autograder.cli_diff import diff
from autograder.course import load_course
from autograder.errors import CourseError, EngineError

if TYPE_CHECKING:
    from autograder.kernel import Device
    from autograder.kernel.sandbox import Wish
    from autograder.submissions import Format, Keep

Command = TypeVar("Command", bound=Callable[..., Any])

_EXISTING_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_ANY_PATH = click.Path(path_type=Path)


class Commands(click.Group):
    """Turns what a user can mend, our own faults, and Ctrl-C into one line on stderr and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CourseError as error:
            _stop(str(error), 2)
        except EngineError as error:
            _stop(f"{error}. This is no fault of yours: try once more, and report it if it stays", 1)
        except KeyboardInterrupt:
            kept = (
                "What is done is kept; to go on: "
                if ctx.invoked_subcommand == "grade"
                else "To start again: "
            )
            _stop(f"stopped. {kept}{shlex.join(['autograder', *sys.argv[1:]])}", 130)


def _stop(line: str, code: int) -> NoReturn:
    shown = re.sub(r"(://[^\s:@/]*):\S*@", r"\1:***@", " ".join(line.split()))  # a URL's password
    click.echo(f"autograder: {shown}", err=True)
    sys.exit(code)


_course_option = click.option(
    "--course",
    metavar="DIR",
    type=_EXISTING_FOLDER,
    help="The course's folder.  [default: the one around the current folder]",
)


def _jobs_option(what: str) -> Callable[[Command], Command]:
    return click.option(
        "--jobs",
        "-j",
        metavar="N",
        type=click.IntRange(min=1),
        help=f"{what} at a time.  [default: the cores]",
    )


_device_option = click.option(
    "--device",
    type=click.Choice(["auto", "cpu", "cuda"]),
    default="auto",
    show_default=True,
    help="auto: a GPU where there is one; cpu: hide it; cuda: insist on it.",
)


_sandbox_option = click.option(
    "--sandbox",
    type=click.Choice(["auto", "strict", "none"]),
    default="auto",
    show_default=True,
    help="auto: the best that this machine has; strict: namespaces or nothing; none: unsafe, for code that you "
    "would run yourself. `autograder doctor` tells what there is.",
)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("autograded-dl-course"), prog_name="autograder")
def main() -> None:
    """Builds the course's labs, proves their tests right, and grades what students hand in."""


@main.command()
@click.argument("labs", nargs=-1, metavar="[LAB]...")
@click.option(
    "--check", is_flag=True, help="Write nothing; fail if a committed file is not what its source builds."
)
@_course_option
def build(labs: tuple[str, ...], check: bool, course: Path | None) -> None:
    """Builds labs from their sources.

    Writes students' folders, solved notebooks and bundles. Each LAB is a lab's name as in
    assignments/course.toml; without any, all labs are built.
    """
    from autograder.build import build as run

    loaded = load_course(course)
    chosen = loaded.select(labs)
    for group in (
        [chosen] if check else [(lab,) for lab in chosen]
    ):  # so that each lab is told when it is built
        for report in run(group, loaded, check=check):
            done = "as built" if check else f"built, {len(report.written)} files changed"
            click.echo(f"{report.lab}: {done} ({report.seconds:.1f} s)")


@main.command()
@click.argument("labs", nargs=-1, metavar="[LAB]...")
@click.option(
    "--repeat",
    metavar="N",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Grade each case with N seeds, and report tests that flake.",
)
@click.option(
    "--variants", metavar="DIR", type=_EXISTING_FOLDER, help="Take variants from DIR instead of the lab."
)
@click.option("--html", metavar="FILE", type=_ANY_PATH, help="Write the matrix as a page, too.")
@_jobs_option("Cases graded")
@_device_option
@_course_option
def verify(
    labs: tuple[str, ...],
    repeat: int,
    variants: Path | None,
    html: Path | None,
    jobs: int | None,
    device: Device,
    course: Path | None,
) -> None:
    """Proves that the tests are right.

    Grades the reference, the blank notebook and all variants, and compares. Each LAB is a lab's name as in
    assignments/course.toml; without any, all labs are verified. The exit code is 1 if an outcome is a surprise.
    """
    from rich.console import Console

    from autograder.verify import verify as run

    loaded = load_course(course)
    chosen = loaded.select(labs)
    fine = run(
        chosen,
        loaded,
        repeat=repeat,
        variants=variants,
        html=html,
        jobs=jobs,
        device=device,
        console=Console(),
    )
    sys.exit(0 if fine else 1)


@main.command()
@click.argument("lab")
@click.option(
    "--seeds",
    metavar="K",
    type=click.IntRange(min=2),
    default=20,
    show_default=True,
    help="Run each answer with K seeds.",
)
@click.option(
    "--variants/--no-variants", default=True, show_default=True, help="Run the questions' variants, too."
)
@click.option("--csv", metavar="FILE", type=_ANY_PATH, help="Write every single figure to FILE, too.")
@_jobs_option("Runs")
@_device_option
@_course_option
def calibrate(
    lab: str,
    seeds: int,
    variants: bool,
    csv: Path | None,
    jobs: int | None,
    device: Device,
    course: Path | None,
) -> None:
    """Measures what thresholds are fair.

    Runs the reference of LAB with many seeds. For each threshold that a test compares a measured figure with, it
    prints how the figure is distributed, which threshold fewer than one correct solution in a thousand would miss,
    and how far the question's variants are from it.
    """
    from rich.console import Console

    from autograder.calibrate import calibrate as run

    run(
        load_course(course).lab(lab),
        seeds=seeds,
        variants=variants,
        jobs=jobs,
        device=device,
        csv=csv,
        console=Console(),
    )


@main.command()
@click.argument("lab")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=_ANY_PATH)
@click.option(
    "-o",
    "--out",
    metavar="OUT",
    required=True,
    type=_ANY_PATH,
    help="Folder for the gradebook and all reports.",
)
@click.option(
    "--manual",
    metavar="FILE",
    multiple=True,
    type=_ANY_PATH,
    help="Merge scores that people gave: manual.csv filled in, or what manual.html made. Once for each FILE.",
)
@click.option(
    "--format",
    type=click.Choice(["auto", "folder", "canvas", "moodle", "gradescope"]),
    default="auto",
    show_default=True,
    help="Where each PATH comes from; auto: found out by looking.",
)
@click.option(
    "--keep",
    type=click.Choice(["last", "best"]),
    default="last",
    show_default=True,
    help="Which counts of several attempts of a student; best: all are graded, and the highest score counts.",
)
@click.option(
    "--roster",
    metavar="FILE",
    type=_ANY_PATH,
    help="The class list: CSV with id, name, email; or Canvas's gradebook export, or Moodle's grading worksheet. "
    "Then those who handed in nothing are in the grades, too.",
)
@click.option(
    "--gradebook",
    metavar="URL",
    default="",
    help="Keep the grades in a database, say postgresql://user@host/grades. OUT remembers it.  "
    "[default: gradebook.sqlite in OUT]",
)
@click.option("--class-name", metavar="NAME", default="", help="Which class this is, in a database of many.")
@_sandbox_option
@_jobs_option("Submissions graded")
@_course_option
def grade(
    lab: str,
    paths: tuple[Path, ...],
    out: Path,
    manual: tuple[Path, ...],
    format: Format,
    keep: Keep,
    roster: Path | None,
    gradebook: str,
    class_name: str,
    sandbox: Wish,
    jobs: int | None,
    course: Path | None,
) -> None:
    """Grades what a class handed in.

    LAB is the lab's name; each PATH a folder of notebooks or of otter's export zips, a single one, or what Canvas,
    Moodle or Gradescope gives to download: the zip, or the folder that it was unpacked to.

    Results are stored as they come: after Ctrl-C the same command goes on where it stopped, and submissions
    that did not change are not graded again. After a test was mended and the lab built, only what that touches
    is judged again, and changes.csv says who changed by how much. OUT then holds grades.csv, results/ in
    Gradescope's schema, feedback/ for the students, index.html for the class, and gradebook.sqlite; where people
    read answers, also manual.html to read them and manual.csv to fill in.
    """
    from rich.console import Console

    from autograder.gradebook import find_gradebook
    from autograder.progress import grade_and_tell

    chosen = load_course(course).lab(lab)
    shelf = find_gradebook(out, chosen.name, url=gradebook, class_name=class_name)
    fine = grade_and_tell(
        chosen,
        paths,
        out,
        manual=manual,
        format=format,
        keep=keep,
        roster=roster,
        shelf=shelf,
        sandbox=sandbox,
        jobs=jobs,
        console=Console(),
    )
    sys.exit(0 if fine else 1)


@main.command()
@click.argument("lab")
@click.option(
    "-o", "--out", metavar="DIR", required=True, type=_ANY_PATH, help="The new folder for the notebooks."
)
@click.option(
    "-n",
    "--size",
    metavar="N",
    type=click.IntRange(min=1),
    default=30,
    show_default=True,
    help="How many notebooks.",
)
@_course_option
def sample(lab: str, out: Path, size: int, course: Path | None) -> None:
    """Makes up a class to try grading on.

    The notebooks of LAB are blank, full, broken, and with the lab's variants as answers.
    """
    from autograder.sample import write_sample_class

    paths = write_sample_class(load_course(course).lab(lab), out, size)
    click.echo(f"{len(paths)} notebooks are in {out}")


_graded_option = click.option(
    "-o",
    "--out",
    metavar="OUT",
    type=_ANY_PATH,
    help="The folder that `autograder grade` wrote.  [default: the current one, or the only one below it]",
)


@main.command()
@click.argument("lab")
@click.argument("student")
@_graded_option
@_course_option
def show(lab: str, student: str, out: Path | None, course: Path | None) -> None:
    """Shows one student's result.

    Prints how the notebook of STUDENT (an id, a name or an email) for LAB ended, which tests failed, what was seen,
    and what the cells showed: all that staff may see.
    """
    from rich.console import Console

    from autograder.show import show as run

    run(load_course(course).lab(lab), student, out, Console())


@main.command()
@click.argument("lab")
@click.argument("student")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=_ANY_PATH)
@click.option("--keep", is_flag=True, help="Leave the executed notebook in OUT/executed, for reading.")
@click.option(
    "--new-inputs", is_flag=True, help="Let the tests draw new inputs, not those of the stored run."
)
@_graded_option
@_sandbox_option
@_course_option
def rerun(
    lab: str,
    student: str,
    paths: tuple[Path, ...],
    keep: bool,
    new_inputs: bool,
    out: Path | None,
    sandbox: Wish,
    course: Path | None,
) -> None:
    """Runs one student's notebook again.

    Grades what STUDENT (an id, a name or an email) handed in for LAB as it was graded, prints the result, and tells
    whether it is as stored; the stored one stays. PATH is where to look for it.  [default: where it was found]
    """
    from rich.console import Console

    from autograder.rerun import rerun as run

    run(
        load_course(course).lab(lab),
        student,
        paths,
        out,
        keep=keep,
        new_inputs=new_inputs,
        sandbox=sandbox,
        console=Console(),
    )


@main.command()
def doctor() -> None:
    """Tells what this machine offers for grading.

    Looks at the packages, the sandbox and its parts, GPUs and room, and says what is missing and how to get it.
    The exit code is 1 if submissions can't be graded in a sandbox here.
    """
    from rich.console import Console

    from autograder.doctor import examine, print_findings

    sys.exit(0 if print_findings(examine(), Console()) else 1)


main.add_command(diff)

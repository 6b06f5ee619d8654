"""The commands on what a class handed in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli.options import (
    ANY_PATH,
    course_option,
    engine_options,
    graded_option,
)
from autograder.course import load_course

if TYPE_CHECKING:
    from autograder.engines import Engine
    from autograder.submissions import Format, Keep


@click.command()
@click.argument("lab")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=ANY_PATH)
@click.option(
    "-o",
    "--out",
    metavar="OUT",
    required=True,
    type=ANY_PATH,
    help="Folder for the gradebook and all reports.",
)
@click.option(
    "--manual",
    metavar="FILE",
    multiple=True,
    type=ANY_PATH,
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
    type=ANY_PATH,
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
@engine_options
@course_option
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
    engine: Engine,
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
        engine=engine,
        console=Console(),
    )
    sys.exit(0 if fine else 1)


@click.command()
@click.argument("lab")
@click.argument("student")
@graded_option
@course_option
def show(lab: str, student: str, out: Path | None, course: Path | None) -> None:
    """Shows one student's result.

    Prints how the notebook of STUDENT (an id, a name or an email) for LAB ended, which tests failed, what was seen,
    and what the cells showed: all that staff may see.
    """
    from rich.console import Console

    from autograder.show import show as run

    run(load_course(course).lab(lab), student, out, Console())


@click.command()
@click.argument("lab")
@click.argument("student")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=ANY_PATH)
@click.option("--keep", is_flag=True, help="Leave the executed notebook in OUT/executed, for reading.")
@click.option(
    "--new-inputs", is_flag=True, help="Let the tests draw new inputs, not those of the stored run."
)
@graded_option
@engine_options
@course_option
def rerun(
    lab: str,
    student: str,
    paths: tuple[Path, ...],
    keep: bool,
    new_inputs: bool,
    out: Path | None,
    engine: Engine,
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
        engine=engine,
        console=Console(),
    )


@click.command()
@click.argument("lab")
@click.argument("path", type=ANY_PATH)
@click.option("-o", "--out", metavar="OUT", required=True, type=ANY_PATH, help="Folder for what comes of it.")
@click.option(
    "--metadata",
    metavar="FILE",
    type=ANY_PATH,
    help="Gradescope's submission_metadata.json: whose it is, when it came in and when it was due.",
)
@engine_options
@course_option
def single(
    lab: str, path: Path, out: Path, metadata: Path | None, engine: Engine, course: Path | None
) -> None:
    """Grades one submission by itself.

    PATH is a notebook, otter's export zip, or a folder that holds one of them with its files; LAB is the lab's
    name. No gradebook: OUT gets results.json in Gradescope's schema, feedback.html for the student, and
    executed.ipynb, the notebook with all that its cells showed. Where something of ours broke, results.json
    has no score, and the exit code is 1.
    """
    from rich.console import Console

    from autograder.single import grade_single

    chosen = load_course(course).lab(lab)
    fine = grade_single(chosen, path, out, metadata=metadata, engine=engine, console=Console())
    sys.exit(0 if fine else 1)


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--lab", metavar="NAME", default="", help="Which lab, where a database holds several.")
@click.option("--class-name", metavar="NAME", default="", help="Which class, where a database holds several.")
@click.option("--csv", metavar="FILE", type=ANY_PATH, help="Write the changes to FILE, too.")
def diff(old: str, new: str, lab: str, class_name: str, csv: Path | None) -> None:
    """Compares two gradings of a lab.

    Tells who changed by how much, which tests flipped, and who is only in one of them. OLD and NEW are folders
    that `autograder grade` wrote, gradebooks, or URLs of databases. The exit code is 0 if they are equal, 1 if not.
    """
    from rich.console import Console

    from autograder.diff import diff_and_tell

    equal = diff_and_tell(old, new, lab=lab, class_name=class_name, csv=csv, console=Console())
    sys.exit(0 if equal else 1)

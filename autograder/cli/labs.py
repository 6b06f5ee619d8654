"""The commands on labs, and on the machine."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli.options import (
    ANY_PATH,
    EXISTING_FOLDER,
    course_option,
    device_option,
    jobs_option,
    sandbox_option,
)
from autograder.course import load_course

if TYPE_CHECKING:
    from autograder.gradescope import Sandbox
    from autograder.kernel import Device


@click.command()
@click.argument("labs", nargs=-1, metavar="[LAB]...")
@click.option(
    "--check", is_flag=True, help="Write nothing; fail if a committed file is not what its source builds."
)
@course_option
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


@click.command()
@click.argument("lab")
@click.option(
    "-o", "--out", metavar="FILE", type=ANY_PATH, help="The zip to write.  [default: dist/gradescope/LAB.zip]"
)
@click.option(
    "--index",
    metavar="URL",
    default="",
    help="Where pip looks there, too, say PyTorch's index of builds for the CPU.",
)
@sandbox_option
@course_option
def gradescope(lab: str, out: Path | None, index: str, sandbox: Sandbox, course: Path | None) -> None:
    """Makes the zip to upload to Gradescope.

    Gradescope then grades each submission of LAB as this machine does, by the same judge; what it needs is
    installed there. The sandbox is chosen there, too: without any, only `--sandbox none` grades.
    """
    from autograder.gradescope import make_upload, write_upload

    chosen = load_course(course).lab(lab)
    upload = make_upload(chosen, sandbox, index)
    path = out or chosen.root / "dist" / "gradescope" / f"{chosen.name}.zip"
    write_upload(path, upload.data)
    click.echo(f"{path} ({len(upload.data) / 1e6:.1f} MB). On Gradescope's page of the autograder:")
    for line in upload.settings:
        click.echo(f"  {line}")


@click.command()
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
    "--variants", metavar="DIR", type=EXISTING_FOLDER, help="Take variants from DIR instead of the lab."
)
@click.option("--html", metavar="FILE", type=ANY_PATH, help="Write the matrix as a page, too.")
@jobs_option("Cases graded")
@device_option
@course_option
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


@click.command()
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
@click.option("--csv", metavar="FILE", type=ANY_PATH, help="Write every single figure to FILE, too.")
@jobs_option("Runs")
@device_option
@course_option
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


@click.command()
@click.argument("lab")
@click.option(
    "-o", "--out", metavar="DIR", required=True, type=ANY_PATH, help="The new folder for the notebooks."
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
@course_option
def sample(lab: str, out: Path, size: int, course: Path | None) -> None:
    """Makes up a class to try grading on.

    The notebooks of LAB are blank, full, broken, and with the lab's variants as answers.
    """
    from autograder.sample import write_sample_class

    paths = write_sample_class(load_course(course).lab(lab), out, size)
    click.echo(f"{len(paths)} notebooks are in {out}")


@click.command()
def doctor() -> None:
    """Tells what this machine offers for grading.

    Looks at the packages, the sandbox and its parts, GPUs and room, and says what is missing and how to get it.
    The exit code is 1 if submissions can't be graded in a sandbox here.
    """
    from rich.console import Console

    from autograder.doctor import examine, print_findings

    sys.exit(0 if print_findings(examine(), Console()) else 1)

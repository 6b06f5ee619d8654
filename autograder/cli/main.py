"""The command `autograder`. Commands import what they need when they run, so that `--help` answers at once."""

from __future__ import annotations

import re
import shlex
import sys
from importlib.metadata import version
from typing import Any, NoReturn

import click

from autograder.cli.grading import diff, grade, rerun, show, single
from autograder.cli.image import image
from autograder.cli.labs import build, calibrate, doctor, gradescope, sample, verify
from autograder.errors import CourseError, EngineError


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


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("autograded-dl-course"), prog_name="autograder")
def main() -> None:
    """Builds the course's labs, proves their tests right, and grades what students hand in."""


for command in (
    build,
    verify,
    calibrate,
    sample,
    grade,
    single,
    show,
    rerun,
    diff,
    image,
    gradescope,
    doctor,
):
    main.add_command(command)

"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

EXISTING_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
ANY_PATH = click.Path(path_type=Path)


course_option = click.option(
    "--course",
    metavar="DIR",
    type=EXISTING_FOLDER,
    help="The course's folder.  [default: the one around the current folder]",
)


def jobs_option(what: str) -> Callable[[Command], Command]:
    return click.option(
        "--jobs",
        "-j",
        metavar="N",
        type=click.IntRange(min=1),
        help=f"{what} at a time.  [default: the cores]",
    )


device_option = click.option(
    "--device",
    type=click.Choice(["auto", "cpu", "cuda"]),
    default="auto",
    show_default=True,
    help="auto: a GPU where there is one; cpu: hide it; cuda: insist on it.",
)


sandbox_option = click.option(
    "--sandbox",
    type=click.Choice(["auto", "strict", "none"]),
    default="auto",
    show_default=True,
    help="auto: the best that this machine has; strict: namespaces or nothing; none: unsafe, for code that you "
    "would run yourself. `autograder doctor` tells what there is.",
)


graded_option = click.option(
    "-o",
    "--out",
    metavar="OUT",
    type=ANY_PATH,
    help="The folder that `autograder grade` wrote.  [default: the current one, or the only one below it]",
)

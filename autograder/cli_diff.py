"""The command `autograder diff`, apart from the others, whose module is long enough."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--lab", metavar="NAME", default="", help="Which lab, where a database holds several.")
@click.option("--class-name", metavar="NAME", default="", help="Which class, where a database holds several.")
@click.option(
    "--csv", metavar="FILE", type=click.Path(path_type=Path), help="Write the changes to FILE, too."
)
def diff(old: str, new: str, lab: str, class_name: str, csv: Path | None) -> None:
    """Compares two gradings of a lab.

    Tells who changed by how much, which tests flipped, and who is only in one of them. OLD and NEW are folders
    that `autograder grade` wrote, gradebooks, or URLs of databases. The exit code is 0 if they are equal, 1 if not.
    """
    from rich.console import Console

    from autograder.diff import diff_and_tell

    equal = diff_and_tell(old, new, lab=lab, class_name=class_name, csv=csv, console=Console())
    sys.exit(0 if equal else 1)

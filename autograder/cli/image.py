"""The commands on the autograder's container images."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.options import EXISTING_FOLDER, course_option
from autograder.course import load_course


@click.group()
def image() -> None:
    """Makes the images that containers start from."""


@image.command()
@click.option(
    "--engine",
    type=click.Choice(["docker", "podman"]),
    default="docker",
    show_default=True,
    help="Which container engine builds them.",
)
@click.option(
    "--base",
    metavar="IMAGE",
    default="python:3.11-slim",
    show_default=True,
    help="Debian or Ubuntu, with Python 3.11 or newer or able to install it; for GPUs one with CUDA.",
)
@click.option("--tag", metavar="TAG", default="", help="The images' tag.  [default: the version]")
@click.option(
    "--wheels",
    metavar="DIR",
    type=EXISTING_FOLDER,
    help="Install from the wheels in DIR alone, without a network.",
)
@click.option(
    "--index",
    metavar="URL",
    multiple=True,
    help="Where pip looks, too, say PyTorch's index of builds for the CPU. Once for each URL.",
)
@click.option(
    "--ca",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Certificates that pip trusts, where a proxy has its own; they are in no image.",
)
@click.option(
    "--network", metavar="MODE", default="", help="The build's network, say host.  [default: the engine's]"
)
@click.option("--fresh", is_flag=True, help="Build anew, from the base's newest version.")
@course_option
def build(
    engine: str,
    base: str,
    tag: str,
    wheels: Path | None,
    index: tuple[str, ...],
    ca: Path | None,
    network: str,
    fresh: bool,
    course: Path | None,
) -> None:
    """Builds the images for grading in containers.

    autograder-kernel holds what a student's notebook needs, and no test: `autograder grade --engine docker` starts
    each submission's kernel from it. autograder grades one submission by itself; it holds the labs' bundles, with
    their hidden tests, so keep it to your staff.
    """
    from autograder.container.image import Recipe, build_images

    recipe = Recipe(engine, base, tag, wheels, index, ca, network, fresh)
    for name, size in build_images(load_course(course), recipe, click.echo).items():
        click.echo(f"{name}: {size}")

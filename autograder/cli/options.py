"""Options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
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


_ENGINE_OPTIONS = (
    click.option(
        "--engine",
        type=click.Choice(["local", "docker", "podman", "ray"]),
        default="local",
        show_default=True,
        help="local: kernels in the sandbox of this machine; docker, podman: each in a container of its own; ray: "
        "on a cluster.",
    ),
    sandbox_option,
    device_option,
    click.option(
        "--gpu-slots",
        metavar="N",
        type=click.IntRange(min=1),
        help="Submissions at a time on one GPU, where there is one.  [default: 2]",
    ),
    click.option(
        "--image",
        metavar="NAME",
        default="",
        help="For docker and podman: the image of the kernels.  [default: what `autograder image build` made]",
    ),
    click.option(
        "--gpus",
        metavar="WHICH",
        default="",
        help="For docker and podman: the GPUs that a container sees, say all.  [default: none]",
    ),
    click.option(
        "--address",
        metavar="ADDRESS",
        default="",
        help="For ray: a running cluster, say auto.  [default: one on this machine]",
    ),
    jobs_option("Submissions graded"),
)


def engine_options(command: Command) -> Command:
    """Gives a command, as its argument `engine`, what was said of where to grade."""

    @wraps(command)
    def with_engine(
        *,
        engine: str,
        sandbox: str,
        device: str,
        gpu_slots: int | None,
        image: str,
        gpus: str,
        address: str,
        jobs: int | None,
        **rest: Any,
    ) -> Any:
        from autograder.engines import Engine

        chosen = Engine(engine, jobs, sandbox, device, gpu_slots, image, gpus, address)  # type: ignore[arg-type]
        return command(engine=chosen, **rest)

    for option in reversed(_ENGINE_OPTIONS):
        with_engine = option(with_engine)
    return with_engine  # type: ignore[return-value]


graded_option = click.option(
    "-o",
    "--out",
    metavar="OUT",
    type=ANY_PATH,
    help="The folder that `autograder grade` wrote.  [default: the current one, or the only one below it]",
)

"""`autograder image build`, and whether an image is one that may run kernels here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from autograder.container.context import NAME, kernel_digest, write_context
from autograder.container.program import Program
from autograder.course import Course
from autograder.errors import CourseError
from autograder.scratch import run_folder

BASE = "python:3.11-slim"
PARTS = {
    "kernel": "autograder-kernel",
    "grader": "autograder",
}  # the Dockerfile's stages, and the images' names
_PART, _DIGEST, _MADE = "autograder.part", "autograder.kernel", "autograder.made"


@dataclass(frozen=True)
class Recipe:
    """How to build the images; each field is an option of `autograder image build`."""

    engine: str = "docker"
    base: str = BASE
    tag: str = ""  # by default our version
    wheels: Path | None = None
    index: tuple[str, ...] = ()
    certificates: Path | None = None
    network: str = ""
    fresh: bool = False

    def pip_options(self) -> str:
        options = [f"--extra-index-url={url}" for url in self.index]
        options += ["--no-index", "--find-links=/pip/wheels"] if self.wheels else []
        options += ["--cert=/pip/ca.pem"] if self.certificates else []
        return " ".join(options)


def kernel_image(tag: str = "") -> str:
    """The name of the image whose containers kernels run in."""
    return f"{PARTS['kernel']}:{tag or version(NAME)}"


def check_image(program: Program, image: str) -> None:
    """Raises: CourseError when there is no such image, or when its kernels are not those of this installation."""
    mend = f"Build it: autograder image build --engine {program.name}"
    labels = program.labels(image)
    if labels is None:
        raise CourseError(f"{program.name} has no image {image}", where="--image", mend=mend)
    if labels.get(_PART) != "kernel":
        what = f"{image} is no image of kernels"
        raise CourseError(what, where="--image", mend=f"Name one such as {kernel_image()}")
    if labels.get(_DIGEST) != kernel_digest():
        what = f"{image} was built from another state of the autograder than the one installed here"
        raise CourseError(what, where="--image", mend=mend)


def build_images(course: Course, recipe: Recipe, tell: Callable[[str], None]) -> dict[str, str]:
    """Builds both images, or leaves them where nothing has changed; their names, and each one's size.

    `tell` gets a line before what takes long. Raises: CourseError with the engine's last line when a build fails.
    """
    program = Program(recipe.engine)
    program.check()
    names = {part: f"{name}:{recipe.tag or version(NAME)}" for part, name in PARTS.items()}
    with run_folder() as folder:
        content = write_context(folder, course, wheels=recipe.wheels, certificates=recipe.certificates)
        made = _made(content, recipe)
        for part, name in names.items():
            labels = program.labels(name) or {}
            if labels.get(_MADE) == made and not recipe.fresh:
                tell(f"{name} is up to date")
                continue
            tell(f"{name}: {recipe.engine} builds it from {recipe.base}")
            _build(program, folder, part, name, recipe, made)
    return {name: _size(program, name) for name in names.values()}


def _made(content: str, recipe: Recipe) -> str:
    text = f"{content} {recipe.base} {recipe.pip_options()}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _build(program: Program, folder: Path, part: str, name: str, recipe: Recipe, made: str) -> None:
    status = program.show(*build_command(folder, part, name, recipe, made))
    if status:
        mend = "What it printed above says why; docs/containers.md has the usual reasons"
        raise CourseError(f"{program.name} could not build {name}", mend=mend)


def build_command(folder: Path, part: str, name: str, recipe: Recipe, made: str) -> Sequence[str]:
    """What the engine is asked, behind its own name."""
    labels = {
        "org.opencontainers.image.version": version(NAME),
        _PART: part,
        _DIGEST: kernel_digest(),
        _MADE: made,
    }
    return [
        *("build", f"--file={folder / 'Dockerfile'}", f"--target={part}", f"--tag={name}"),
        *(f"--build-arg=BASE={recipe.base}", f"--build-arg=PIP_OPTIONS={recipe.pip_options()}"),
        *(f"--label={key}={value}" for key, value in labels.items()),
        *([f"--network={recipe.network}"] if recipe.network else []),
        *(["--pull", "--no-cache"] if recipe.fresh and part == "kernel" else []),
        str(folder),
    ]


def _size(program: Program, name: str) -> str:
    done = program.call("image", "inspect", "--format", "{{.Size}}", name)
    return f"{int(done.stdout or 0) / 1e9:.2f} GB"

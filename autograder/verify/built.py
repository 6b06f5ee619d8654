"""A lab as built just now, whatever is committed: what its source says is what is verified."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from autograder.build import LabSource
from autograder.build.pipeline import Compiled, compile_lab
from autograder.bundle import Bundle
from autograder.course import Lab
from autograder.verify.compose import compose_reference


@dataclass(frozen=True)
class Built:
    """What is graded against the bundle: the notebook as handed out, and the reference."""

    source: LabSource
    bundle: Bundle
    reference: bytes
    blank: bytes


def build_to_verify(lab: Lab) -> Built:
    """Compiles a lab in memory. Raises: SourceError on whatever the build gate refuses."""
    return as_built(compile_lab(lab))


def as_built(compiled: Compiled) -> Built:
    """What a compiled lab is verified by."""
    lab = compiled.lab
    with tempfile.TemporaryDirectory(prefix="verify-") as folder:
        path = Path(folder) / lab.bundle.name
        path.write_bytes(compiled.bundle)
        bundle = Bundle.read(path)
    blank = compiled.student[f"{lab.name}.ipynb"]
    return Built(compiled.source, bundle, compose_reference(compiled.source), blank)

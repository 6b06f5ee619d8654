"""The zip in a container with no privilege but root's, as Gradescope's are: there the sandbox is Landlock's.

The container is one of `autograder image build`, whose environment stands for that of `setup.sh`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.container.image import PARTS, kernel_image
from tests.containers.conftest import engine  # noqa: F401  (a fixture)
from tests.gradescope.conftest import Gradescope, check
from tests.gradescope.test_runs import HOSTILE, NAME, with_cell

_THERE = "/autograder/run_autograder; code=$?; chmod -R a+rwX /autograder/results; exit $code"

pytestmark = pytest.mark.container


@pytest.fixture(scope="module")
def contained(engine: str, upload: Path, tmp_path_factory: pytest.TempPathFactory) -> Gradescope:  # noqa: F811
    root = tmp_path_factory.mktemp("c") / "autograder"
    image = kernel_image().replace(PARTS["kernel"], PARTS["grader"])
    options = [
        "--rm",
        "--init",
        "--network=none",
        "--user=0",
        "--memory=2g",
        f"--volume={root}:/autograder:Z",
    ]
    command = [engine, "run", *options, "--workdir=/autograder", "--entrypoint=bash", image, "-c", _THERE]
    found = Gradescope(root, tuple(command))
    found.unpack(upload)
    installed = root / "venv" / "bin" / "autograder"
    installed.parent.mkdir(parents=True)
    installed.write_text('#!/bin/sh\nexec autograder "$@"\n', encoding="utf-8")
    installed.chmod(0o755)
    return found


def test_the_bundle_is_out_of_reach(contained: Gradescope, solution: bytes) -> None:
    done = contained.run({NAME: with_cell(solution, HOSTILE.format(root="/autograder"))})
    check(done)
    assert (done.code, done.results["score"]) == (0, 5)
    assert "sandbox: landlock" in done.stdout
    assert "TRIED" in done.stdout
    assert "FOUND" not in done.stdout

"""`--gpu-slots`: how many submissions are graded at a time where there are GPUs, and a line where there are none."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.bundle import Bundle
from autograder.course import Lab, load_course
from autograder.engines import Engine
from autograder.graders import local_grader, seconds_for
from autograder.kernel import Kernels, gpus
from autograder.kernel.gpus import Gpu

COURSE = Path(__file__).parents[1] / "course"
BUNDLE = Bundle("lab", {}, {}, "digest")
NONE = Kernels(None, 1, ())


@pytest.fixture
def lab(monkeypatch: pytest.MonkeyPatch) -> Lab:
    """One that could use a GPU, on a machine with two."""
    monkeypatch.setattr(
        gpus, "find_gpus", lambda which=None: [Gpu("0", "NVIDIA H200"), Gpu("1", "NVIDIA H200")]
    )
    return replace(load_course(COURSE).labs[0], preload=("torch",))


@pytest.mark.parametrize(
    ("engine", "jobs"),
    [
        (Engine(jobs=64), 4),
        (Engine(jobs=64, gpu_slots=5), 10),
        (Engine(jobs=3), 3),
        (Engine(jobs=64, device="cpu"), 64),
        (Engine("docker", jobs=64), 64),
        (Engine("docker", jobs=64, gpus="all"), 4),
    ],
)
def test_as_many_at_a_time_as_have_room(lab: Lab, engine: Engine, jobs: int) -> None:
    assert local_grader(lab, BUNDLE, engine=engine).jobs == jobs


def test_a_lab_without_a_framework_keeps_all_cores(lab: Lab) -> None:
    plain = replace(lab, preload=("numpy",))
    assert local_grader(plain, BUNDLE, engine=Engine(jobs=64, gpu_slots=1)).jobs == 64


def test_waiting_for_a_gpu_is_not_taken_for_hanging(lab: Lab) -> None:
    alone = local_grader(lab, BUNDLE, engine=Engine(gpu_slots=1)).seconds
    assert alone == seconds_for(lab)
    assert local_grader(lab, BUNDLE, engine=Engine(gpu_slots=3)).seconds == 5 * alone


def told(lab: Lab, engine: Engine) -> list[str]:
    lines: list[str] = []
    with local_grader(lab, BUNDLE, lines.append, engine).open():
        return lines


@pytest.mark.parametrize(
    ("preload", "engine", "why"),
    [
        (("numpy",), Engine(), "m01_mini makes no use of a GPU"),
        (("torch",), Engine(), "there is no NVIDIA GPU here"),
        (("torch",), Engine(device="cpu"), "--device cpu hides the GPUs"),
        (("torch",), Engine("podman"), "--gpus names none"),
    ],
)
def test_without_a_gpu_slots_say_that_they_do_nothing(
    preload: tuple[str, ...], engine: Engine, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.graders.kernels_of", lambda engine, lab: nullcontext(NONE))
    lab = replace(load_course(COURSE).labs[0], preload=preload)
    assert told(lab, replace(engine, gpu_slots=2))[1:] == [f"--gpu-slots has no effect: {why}"]
    assert told(lab, engine)[1:] == []

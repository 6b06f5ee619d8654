"""What is known before anything is graded: what a slot needs, what is installed, and whether there is Ray at all."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.bundle import Bundle
from autograder.cluster.connection import import_ray
from autograder.cluster.installation import Installation, installation
from autograder.cluster.needs import BASE_MB, Needs
from autograder.course import Lab
from autograder.engines import Engine
from autograder.errors import CourseError
from autograder.graders import kernels_of, make_grader

GB = 1 << 30


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    return Lab("m01", "Mini", 5.0, tmp_path, memory_mb=4096 - BASE_MB, preload=("torch",))


@pytest.mark.parametrize(
    ("engine", "has_gpu", "share"),
    [
        (Engine("ray"), False, 0.0),
        (Engine("ray"), True, 0.5),
        (Engine("ray", gpu_slots=4), True, 0.25),
        (Engine("ray", gpu_slots=4), False, 0.0),
        (Engine("ray", device="cpu"), True, 0.0),
        (Engine("ray", device="cuda"), False, 0.5),
    ],
)
def test_a_slot_takes_its_share_of_a_gpu_where_one_is_used(
    lab: Lab, engine: Engine, has_gpu: bool, share: float
) -> None:
    assert Needs.of(lab, engine, has_gpu) == Needs(4 * GB, share)


def test_a_lab_without_a_framework_takes_no_gpu(lab: Lab) -> None:
    assert Needs.of(replace(lab, preload=("numpy",)), Engine("ray"), True).gpu == 0.0


def test_who_shares_a_gpu_may_take_longer() -> None:
    assert [Needs(GB, gpu).patience(60.0) for gpu in (0.0, 1.0, 0.5)] == [60.0, 60.0, 240.0]


@pytest.mark.parametrize(
    ("node", "room"),
    [
        ({"CPU": 8.0, "memory": 64.0 * GB, "GPU": 4.0}, 8),
        ({"CPU": 8.0, "memory": 15.9 * GB, "GPU": 4.0}, 3),
        ({"CPU": 8.0, "memory": 64.0 * GB, "GPU": 1.0}, 3),
        ({"CPU": 8.0, "memory": 64.0 * GB}, 0),
        ({"memory": 64.0 * GB, "GPU": 1.0}, 0),
    ],
)
def test_room_is_what_is_scarcest(node: dict[str, float], room: int) -> None:
    needs = Needs(4 * GB, gpu=1 / 3)
    assert needs.room([node]) == room
    assert needs.room([node, node]) == 2 * room


def test_what_is_installed_names_our_sources_and_what_the_course_pins() -> None:
    versions = dict(installation().versions)
    assert versions["torch"].startswith("2.")
    assert versions["python"] == ".".join(map(str, sys.version_info[:3]))
    assert {len(versions[name]) for name in ("autograder", "labkit")} == {12}
    assert "ray" not in versions


def test_a_difference_is_told_by_package() -> None:
    here = Installation((("autograder", "0a"), ("torch", "2.13.0"), ("nltk", "3")))
    there = Installation((("autograder", "0a"), ("torch", "2.12.0")))
    assert here.difference(here) == ""
    assert here.difference(there) == "torch 2.12.0 (here: 2.13.0), nltk missing (here: 3)"


def test_without_ray_the_command_that_installs_it_is_named(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    import_ray.cache_clear()
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(CourseError, match=r"Ray is not installed here. Install it: pip install '.*\[ray\]'"):
        make_grader(lab, Bundle("m01", {}, {}, ""), engine=Engine("ray"))


def test_one_notebook_is_not_sent_to_a_cluster(lab: Lab) -> None:
    with (
        pytest.raises(CourseError, match="--engine ray: runs a notebook on this machine alone"),
        kernels_of(Engine("ray"), lab),
    ):
        pass

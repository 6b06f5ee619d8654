"""What an engine is asked, and what is told when there is none, or none of our images; no container is started."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.container import context
from autograder.container.context import kernel_digest, requirements, write_context
from autograder.container.image import Recipe, build_command, check_image, kernel_image
from autograder.container.program import Program
from autograder.course import load_course
from autograder.errors import CourseError, EngineError
from autograder.kernel.container_provisioner import ContainerProvisioner
from autograder.kernel.container_run import Containers
from autograder.kernel.kernels import Kernel
from autograder.kernel.sandbox import Bounds

Fake = Callable[[str], None]


def command(program: str, **more: str) -> list[str]:
    containers = Containers(program, "image:1", "run", Bounds(memory_mb=1000, file_mb=10), **more)
    return containers.command("name", Path("/tmp/s"), 60600, {"A": "1"}, ["--threads", "1", "numpy"])


@pytest.mark.parametrize("program", ["docker", "podman"])
def test_a_container_gets_nothing_that_it_does_not_need(program: str) -> None:
    made = command(program)
    assert made[:2] == [program, "run"]
    for flag in (
        *("--network=none", "--read-only", "--init", "--cap-drop=ALL", "--security-opt=no-new-privileges"),
        *("--pids-limit=264", "--memory=3048m", "--memory-swap=3048m", "--user=60600:60600"),
        *("--tmpfs=/tmp:rw,exec,nosuid,nodev,size=20m,mode=1777", "--shm-size=20m", "--ipc=private"),
        *("--rm", "--log-driver=none", "--ulimit=core=0:0", "--ulimit=nofile=1024:1024", "--env=A=1"),
    ):
        assert flag in made
    assert [part for part in made if part.startswith("--volume=")] == ["--volume=/tmp/s:/run/kernel:Z"]
    assert made[-4:] == ["image:1", "--threads", "1", "numpy"]


def test_podman_adds_no_folders_in_memory_of_its_own() -> None:
    assert "--read-only-tmpfs=false" in command("podman")


def test_gpus_are_named_as_each_engine_names_them() -> None:
    assert "--gpus=all" in command("docker", gpus="all")
    devices = [part for part in command("podman", gpus="device=0,1") if "nvidia" in part]
    assert devices == ["--device=nvidia.com/gpu=0", "--device=nvidia.com/gpu=1"]


def test_a_build_takes_no_more_than_its_context() -> None:
    recipe = Recipe(base="debian:12", wheels=Path("/w"), network="none", index=("https://x",))
    made = list(build_command(Path("/c"), "kernel", "autograder-kernel:1", recipe, "digest"))
    assert made[0] == "build"
    assert made[-1] == "/c"
    assert "--build-arg=BASE=debian:12" in made
    assert "--network=none" in made
    options = "--extra-index-url=https://x --no-index --find-links=/pip/wheels"
    assert f"--build-arg=PIP_OPTIONS={options}" in made
    assert not any("secret" in part for part in made)


def test_the_kernel_s_part_holds_nothing_that_grades(built_mini: Path, tmp_path: Path) -> None:
    write_context(tmp_path, load_course(built_mini))
    names = {path.relative_to(tmp_path / "kernel").as_posix() for path in (tmp_path / "kernel").rglob("*")}
    assert {"autograder/kernel/contained.py", "labkit/__init__.py"} <= names
    assert not [name for name in names if name.startswith("autograder/judge") or "m01_mini" in name]
    assert (tmp_path / "grader/labs/dist/m01_mini.zip").is_file()
    assert "torch==" in (tmp_path / "pip/requirements.txt").read_text()


def test_every_package_is_pinned() -> None:
    assert all("==" in text for text in requirements())


def test_the_digest_changes_with_what_a_kernel_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    before = kernel_digest()
    kernel_digest.cache_clear()
    monkeypatch.setattr(context, "requirements", lambda: ["torch==1.0"])
    assert kernel_digest() != before
    kernel_digest.cache_clear()


def find_image(name: str) -> None:
    program = Program("docker")
    program.check()
    check_image(program, name or kernel_image())


def checked(name: str = "") -> str:
    """What is told of an image that kernels can't be started from."""
    with pytest.raises(CourseError) as fault:
        find_image(name)
    return str(fault.value)


def test_without_an_engine(fake_docker: Fake) -> None:
    assert "docker is not installed. Install it" in checked()


def test_an_engine_that_does_not_answer(fake_docker: Fake) -> None:
    fake_docker("echo 'Cannot connect to the Docker daemon' >&2; exit 1")
    said = checked()
    assert "docker does not answer: Cannot connect to the Docker daemon" in said
    assert "--engine local" in said


def test_an_image_that_is_not_there(fake_docker: Fake) -> None:
    fake_docker('[ "$1" = info ] || exit 1')
    assert f"docker has no image {kernel_image()}. Build it: autograder image build" in checked()


@pytest.mark.parametrize(
    ("labels", "says"),
    [
        ({}, "is no image of kernels"),
        ({"autograder.part": "grader"}, "is no image of kernels"),
        ({"autograder.part": "kernel", "autograder.kernel": "old"}, "was built from another state"),
    ],
)
def test_an_image_that_is_not_ours_is_refused(fake_docker: Fake, labels: dict[str, str], says: str) -> None:
    fake_docker(f"echo '{json.dumps(labels)}'")
    assert says in checked("mine:1")


def test_an_image_of_this_installation_is_taken(fake_docker: Fake) -> None:
    labels = {"autograder.part": "kernel", "autograder.kernel": kernel_digest()}
    fake_docker(f"echo '{json.dumps(labels)}'")
    check_image(Program("docker"), "mine:1")


def test_a_gpu_has_to_be_given_to_a_container(built_mini: Path, tmp_path: Path, fake_docker: Fake) -> None:
    (tmp_path / "a.ipynb").write_bytes((built_mini / "student/m01_mini/m01_mini.ipynb").read_bytes())
    arguments = ["grade", "m01_mini", str(tmp_path), "-o", str(tmp_path / "out"), "--course", str(built_mini)]
    done = CliRunner().invoke(main, [*arguments, "--engine", "docker", "--device", "cuda"])
    assert done.exit_code == 2, done.output
    assert "Add: --gpus all" in done.stderr


def test_an_engine_that_breaks_down_is_our_fault(fake_docker: Fake, tmp_path: Path) -> None:
    fake_docker("exit 1")
    provisioner = ContainerProvisioner(
        containers=Containers("docker", "image", "run"), log_file=str(tmp_path / "log")
    )
    ours, theirs = socket.socketpair()
    provisioner._connection = ours
    ours.setblocking(False)
    theirs.close()

    class Manager:
        pass

    manager = Manager()
    manager.provisioner = provisioner  # type: ignore[attr-defined]
    kernel = Kernel(manager, None, ours, tmp_path / "log")  # type: ignore[arg-type]
    with pytest.raises(EngineError, match="docker does not answer any more"):
        asyncio.run(kernel.exit_status())
    ours.close()

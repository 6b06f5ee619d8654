"""Where submissions are graded: on this machine, each in a container of its own, or on a cluster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from autograder.errors import CourseError
from autograder.kernel.kernels import Device
from autograder.kernel.sandbox import Wish

EngineName = Literal["local", "docker", "podman", "ray"]
ENGINES: tuple[EngineName, ...] = ("local", "docker", "podman", "ray")
CONTAINER_ENGINES = ("docker", "podman")


@dataclass(frozen=True)
class Engine:
    """What `autograder grade` was told of where to grade; each field is an option of that name."""

    name: EngineName = "local"
    jobs: int | None = None  # submissions at a time; None: the cores
    sandbox: Wish = "auto"
    device: Device = "auto"
    gpu_slots: int | None = None  # submissions at a time on one GPU
    image: str = ""  # docker, podman: whose kernels; by default the one that `autograder image build` made
    gpus: str = ""  # docker, podman: which GPUs a container sees, as `docker run --gpus` takes it
    address: str = ""  # ray: of a running cluster; by default one is started here

    def check(self) -> None:
        """Raises: CourseError for an option that this engine can't have."""
        containers = self.name in CONTAINER_ENGINES
        wrong = {
            "--image": bool(self.image) and not containers,
            "--gpus": bool(self.gpus) and not containers,
            "--address": bool(self.address) and self.name != "ray",
            "--sandbox": self.sandbox != "auto" and containers,
        }
        for option, is_wrong in wrong.items():
            if is_wrong:
                what = f"{option} is nothing to the engine {self.name}"
                raise CourseError(what, where=f"--engine {self.name}", mend=f"Leave {option} out")

"""What one submission takes of a cluster, and for how many at a time there is room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from autograder.course import Lab
from autograder.engines import Engine
from autograder.kernel.gpus import FRAMEWORKS, SLOTS

BASE_MB = 1536  # of a slot, beside what the submission itself may take: judge, warm process and libraries


@dataclass(frozen=True)
class Needs:
    """Ray's resources of one slot, which grades one submission at a time."""

    memory: int  # bytes
    gpu: float = 0.0
    cpu: int = 1

    @classmethod
    def of(cls, lab: Lab, engine: Engine, has_gpu: bool) -> Needs:
        """A part of a GPU where there is one, unless it is not to be used, or the lab has no use for one."""
        wants_gpu = engine.device == "cuda" or (engine.device == "auto" and has_gpu)
        wants_gpu = wants_gpu and bool(FRAMEWORKS & set(lab.preload))
        share = 1.0 / (engine.gpu_slots or SLOTS)
        return cls((lab.memory_mb + BASE_MB) << 20, share if wants_gpu else 0.0)

    @property
    def options(self) -> dict[str, Any]:
        """As Ray's actors take them."""
        return {"num_cpus": self.cpu, "num_gpus": self.gpu, "memory": self.memory}

    def patience(self, seconds: float) -> float:
        """How long grading may take that is done in `seconds` where nobody shares the GPU; as `Gpus.patience`."""
        return seconds * (1 / self.gpu + 2) if 0 < self.gpu < 1 else seconds

    def room(self, nodes: Iterable[Mapping[str, float]]) -> int:
        """How many slots machines with these resources have room for."""
        return sum(self._room(node) for node in nodes)

    def _room(self, node: Mapping[str, float]) -> int:
        wanted = {"CPU": self.cpu, "memory": self.memory, "GPU": self.gpu}
        return min(int(node.get(name, 0.0) / amount + 1e-6) for name, amount in wanted.items() if amount)

    def __str__(self) -> str:
        gpu = f", {self.gpu:.2g} GPU" if self.gpu else ""
        return f"{self.cpu} CPU, {self.memory / (1 << 30):.1f} GB of memory{gpu}"

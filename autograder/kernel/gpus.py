"""The GPUs that kernels run on, found without waking CUDA, and what a kernel is told of its own one."""

from __future__ import annotations

import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from autograder.kernel.environment import VISIBLE
from autograder.kernel.sandbox.plan import gpu_devices

SLOTS = 2  # kernels at a time on one GPU, where nobody says how many
FRAMEWORKS = frozenset({"torch", "tensorflow"})  # a lab that preloads neither needs no GPU

_DRIVER = Path("/proc/driver/nvidia/gpus")
_SHARE = 0.9  # of a GPU's memory, for all slots together; the rest is for CUDA itself, in each process
_SMI_SECONDS = 30.0


@dataclass(frozen=True)
class Gpu:
    """One GPU, or one MIG device, which is a part of one."""

    id: str  # as CUDA_VISIBLE_DEVICES has it: a UUID, or a number
    name: str = ""
    node: str = ""  # its own device node; empty where nobody knows which one that is


@dataclass(frozen=True)
class Gpus:
    """What kernels may use, and how many of them at a time; holds no open resource.

    visible: what CUDA_VISIBLE_DEVICES says to a kernel that is given no GPU of its own; None: nothing.
    locks: a folder in which kernels note which GPU they have, the same for all runs of a user; see `slots.take`.
    """

    all: tuple[Gpu, ...] = ()
    slots: int = SLOTS
    visible: str | None = ""
    locks: str = ""

    @property
    def shared(self) -> bool:
        """Whether several kernels have one GPU."""
        return bool(self.all) and self.slots > 1

    @property
    def description(self) -> str:
        """`2 × NVIDIA A100, 2 submissions at a time on each`; empty where there is none."""
        if not self.all:
            return ""
        counts = Counter(gpu.name or "a GPU of unknown make" for gpu in self.all)
        names = (f"{count} × {name}" if count > 1 else name for name, count in counts.items())
        one = "submission" if self.slots == 1 else "submissions"
        return f"{', '.join(names)}, {self.slots} {one} at a time{' on each' * (len(self.all) > 1)}"

    def jobs(self, wanted: int) -> int:
        """How many of the wanted kernels can run at a time."""
        return min(wanted, len(self.all) * self.slots) if self.all else wanted

    def patience(self, seconds: float) -> float:
        """How long grading may take that is done in `seconds` on a GPU that is free."""
        return patience(seconds, self.slots) if self.all else seconds

    def environment(self, gpu: Gpu | None, *, alone: bool = False) -> dict[str, str]:
        """What a kernel's environment says of its GPU, and of how much of its memory PyTorch may take.

        The limit is PyTorch's own (`torch.cuda.set_per_process_memory_fraction`), and a kernel could lift it.
        Source: c10/cuda/CUDAAllocatorConfig.h of PyTorch 2.13.
        """
        if gpu is None:
            return {} if self.visible is None else {VISIBLE: self.visible}
        share = 1.0 if alone or not self.shared else _SHARE / self.slots
        return {VISIBLE: gpu.id, "PYTORCH_ALLOC_CONF": f"per_process_memory_fraction:{share:.3f}"}

    def nodes(self, gpu: Gpu | None) -> tuple[Path, ...]:
        """The device nodes that a kernel on that GPU needs: those of other GPUs are left out where they are known."""
        if gpu is None:
            return ()
        return tuple(
            path
            for path in gpu_devices()
            if not (gpu.node and re.fullmatch(r"nvidia\d+", path.name) and str(path) != gpu.node)
        )


def patience(seconds: float, slots: int) -> float:
    """The same where that many have one GPU.

    It may run twice, and wait meanwhile for all others on its GPU, each of which may have to be alone on it.
    """
    return seconds * (slots + 2) if slots > 1 else seconds


def choose_gpus(
    preload: Sequence[str], device: str, slots: int | None = None, which: str | None = None
) -> Gpus:
    """The GPUs for a lab: none for `cpu`, or where what it preloads makes no use of any.

    which: those of them to use, as CUDA_VISIBLE_DEVICES has it; by default what that says here.
    """
    if device == "cpu" or not FRAMEWORKS & set(preload):
        return Gpus()
    found = tuple(find_gpus(which))
    locks = f"/tmp/autograder-gpus-{os.getuid()}" if found else ""
    return Gpus(found, slots or SLOTS, os.environ.get(VISIBLE), locks)


def slots_for(jobs: int) -> int:
    """How many kernels each GPU has where all of these jobs run at a time."""
    return -(-jobs // max(1, len(find_gpus())))


def all_gpus() -> Gpus:
    """What a process of our own may use: none in particular, all that is visible."""
    return Gpus(visible=os.environ.get(VISIBLE))


def find_gpus(which: str | None = None) -> list[Gpu]:
    """The GPUs that CUDA would find on this machine; asks the driver's own tools, so that CUDA stays asleep.

    which: as for `choose_gpus`.
    """
    if not gpu_devices():
        return []
    visible = os.environ.get(VISIBLE) if which is None else which
    return list(_listed()) if visible is None else list(_visible(visible, _listed()))


@cache
def _listed() -> tuple[Gpu, ...]:
    """What nvidia-smi lists; where there is none, a GPU for each numbered device node."""
    said = ""
    with suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(
            ["nvidia-smi", "-L"], capture_output=True, text=True, timeout=_SMI_SECONDS, check=True
        )
        said = done.stdout
    if listed := tuple(parse_list(said, _nodes(_DRIVER))):
        return listed
    numbered = [path for path in gpu_devices() if re.fullmatch(r"nvidia\d+", path.name)]
    return tuple(Gpu(str(number)) for number in range(len(numbered)))


def parse_list(said: str, nodes: dict[str, str]) -> Iterator[Gpu]:
    """The lines of `nvidia-smi -L`; a GPU that is cut into MIG devices gives these, since CUDA can use no other."""
    found: list[tuple[Gpu, list[Gpu]]] = []
    for line in said.splitlines():
        if match := re.fullmatch(r"GPU \d+: (.+?) \(UUID: (GPU-[\w-]+)\)", line.strip()):
            found.append((Gpu(match[2], match[1], nodes.get(match[2], "")), []))
        elif found and (match := re.fullmatch(r"(MIG \S+)\s.*\(UUID: (MIG-[\w/-]+)\)", line.strip())):
            whole, parts = found[-1]
            parts.append(Gpu(match[2], f"{whole.name} {match[1]}", whole.node))
    for whole, parts in found:
        yield from parts or [whole]


def _nodes(driver: Path) -> dict[str, str]:
    """Which device node each GPU's UUID has, as far as the driver's files tell."""
    nodes: dict[str, str] = {}
    for path in sorted(driver.glob("*/information")):
        with suppress(OSError):
            text = path.read_text(errors="replace")
            uuid = re.search(r"GPU UUID:\s*(GPU-[\w-]+)", text)
            minor = re.search(r"Device Minor:\s*(\d+)", text)
            if uuid and minor:
                nodes[uuid[1]] = f"/dev/nvidia{minor[1]}"
    return nodes


def _visible(wanted: str, listed: Sequence[Gpu]) -> Iterator[Gpu]:
    """Those that CUDA_VISIBLE_DEVICES names: numbers in CUDA's own order, or UUIDs, which may be cut short.

    As in CUDA, a number that is none of a GPU's ends the list.
    Source: CUDA C++ Programming Guide, CUDA environment variables.
    """
    for entry in filter(None, (part.strip() for part in wanted.split(","))):
        if entry.startswith(("GPU-", "MIG-")):
            yield next((gpu for gpu in listed if gpu.id.startswith(entry)), Gpu(entry))
        elif entry.isdigit() and int(entry) < len(listed):
            alike = len({gpu.name for gpu in listed}) == 1
            yield Gpu(entry, listed[0].name if alike else "")
        else:
            return

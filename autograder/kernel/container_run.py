"""A kernel's container: how it is started, and what it may do."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.kernel.sandbox import Bounds

SOCKETS = Path("/run/kernel")  # inside: all that the kernel shares with the grader
HOME = "/tmp/submission"  # inside: the notebook's folder, in memory
RUN_LABEL = "autograder.run"

_MIB = 1 << 20
_LIBRARIES_MB = 2048  # what the preloaded libraries take at most, beside the submission's own memory
_SHARED = 4  # the system counts a user's processes over all containers that chance gave the same one
_HELPERS = 8  # processes and threads of the engine's init and of the kernel's guard


@dataclass(frozen=True)
class Containers:
    """Which engine starts containers of which image, and how much each may use."""

    program: str  # docker or podman
    image: str
    run: str  # a name for all containers of this run
    bounds: Bounds = field(default_factory=Bounds)
    gpus: str = ""
    cores: float = 1.0
    data: Mapping[str, str] = field(default_factory=dict)  # folders of cached data: outside, inside

    def command(
        self, name: str, sockets: Path, user: int, environment: Mapping[str, str], arguments: Sequence[str]
    ) -> list[str]:
        """The command that starts a kernel's container in the background.

        sockets: a folder outside that only the grader and this container can reach. user: owns nothing outside.
        """
        mounts = [f"--volume={sockets}:{SOCKETS}:Z"]
        mounts += [f"--volume={outside}:{inside}:ro" for outside, inside in self.data.items()]
        variables = [f"--env={key}={value}" for key, value in environment.items()]
        return [
            *(self.program, "run", "--detach", "--rm", "--pull=never", "--init", f"--name={name}"),
            *(f"--label={RUN_LABEL}={self.run}", "--hostname=kernel", "--log-driver=none"),
            *self._isolation(user),
            *self._limits(),
            *self._gpus(),
            *(*mounts, *variables, f"--workdir={SOCKETS}", self.image, *arguments),
        ]

    def _isolation(self, user: int) -> list[str]:
        return [
            *("--network=none", "--ipc=private", "--read-only", f"--user={user}:{user}"),
            *("--cap-drop=ALL", "--security-opt=no-new-privileges"),
            *(["--read-only-tmpfs=false"] if self.program == "podman" else []),
        ]

    def _limits(self) -> list[str]:
        bounds = self.bounds
        memory = f"{bounds.memory_mb + _LIBRARIES_MB}m"
        scratch = 2 * bounds.file_mb
        ulimits = {
            "nproc": _SHARED * bounds.processes,
            "core": 0,
            "cpu": bounds.cpu_seconds,
            "fsize": bounds.file_mb * _MIB,
            "nofile": bounds.open_files,
        }
        return [
            *(f"--memory={memory}", f"--memory-swap={memory}", f"--cpus={self._cpus():g}"),
            f"--pids-limit={bounds.processes + _HELPERS}",
            *(f"--tmpfs=/tmp:rw,exec,nosuid,nodev,size={scratch}m,mode=1777", f"--shm-size={scratch}m"),
            *(f"--ulimit={name}={most}:{most}" for name, most in ulimits.items()),
        ]

    def _cpus(self) -> float:
        return min(self.cores, os.cpu_count() or 1)

    def _gpus(self) -> list[str]:
        if not self.gpus:
            return []
        if self.program == "docker":
            return [f"--gpus={self.gpus}"]
        which = self.gpus.removeprefix("device=").split(",")
        return [f"--device=nvidia.com/gpu={gpu}" for gpu in which]

"""Kernels in containers of their own."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path

from jupyter_client.manager import AsyncKernelManager

from autograder.container.image import check_image, kernel_image
from autograder.container.program import Program
from autograder.course import Lab
from autograder.engines import Engine
from autograder.errors import CourseError
from autograder.interrupts import ctrl_c_ignored
from autograder.kernel.container_run import HOME, RUN_LABEL, Containers
from autograder.kernel.environment import VISIBLE, kernel_environment
from autograder.kernel.gpus import Gpu, Gpus, choose_gpus
from autograder.kernel.jupyter import make_manager, make_spec
from autograder.kernel.kernels import Kernels
from autograder.kernel.sandbox import Bounds
from autograder.kernel.sandbox.plan import CACHES

_DATA = "/opt/data"  # inside: cached data sets and weights, read-only
_PATH = "/opt/venv/bin:/usr/local/bin:/usr/bin:/bin"


@contextmanager
def open_containers(engine: Engine, lab: Lab) -> Iterator[Kernels]:
    """Kernels in containers, as long as the block runs; after it none is left.

    Raises: CourseError where there is no such engine, or no such image, or one that is not ours.
    """
    if engine.device == "cuda" and not engine.gpus:
        what = "a container sees no GPU that it is not given"
        raise CourseError(what, where=f"--engine {engine.name} --device cuda", mend="Add: --gpus all")
    program = Program(engine.name)
    program.check()
    image = engine.image or kernel_image()
    check_image(program, image)
    run = os.urandom(8).hex()
    cores = lab.threads + 1.0  # helper threads of libraries need a little, too
    containers = Containers(program.name, image, run, gpus=engine.gpus, cores=cores, data=_cached_data())
    try:
        yield Kernels(
            None, lab.threads, lab.preload, engine.device, gpus=gpus_of(engine, lab), containers=containers
        )
    finally:
        with ctrl_c_ignored():
            program.remove(*program.containers(f"{RUN_LABEL}={run}"))


def gpus_of(engine: Engine, lab: Lab) -> Gpus:
    """The GPUs that containers are given, in slots as elsewhere; none where `--gpus` names none."""
    if not engine.gpus:
        return Gpus()
    which = None if engine.gpus == "all" else engine.gpus.removeprefix("device=")
    return choose_gpus(lab.preload, engine.device, engine.gpu_slots, which)


async def start_contained(
    kernels: Kernels, containers: Containers, folder: Path, runtime: Path, bounds: Bounds, gpu: Gpu | None
) -> tuple[AsyncKernelManager, socket.socket]:
    """A kernel in a container of its own, with a copy of `folder`, and the judge's end of its probe."""
    gpus = f"device={gpu.id}" if gpu else containers.gpus
    arguments = ["--threads", str(kernels.threads), *(["--gpu"] if containers.gpus else []), *kernels.preload]
    config = {
        "containers": replace(containers, bounds=bounds, gpus=gpus),
        "arguments": arguments,
        "environment": _inside(kernels.environment(Path(HOME), gpu)),
        "runtime": str(runtime),
        "bounds": asdict(bounds),
        "log_file": str(runtime / "log"),
    }
    sockets = runtime / "s"
    sockets.mkdir()
    spec = make_spec("autograder-container", config)
    manager = make_manager(spec, runtime, transport="ipc", ip=str(sockets / "k"))
    await manager.start_kernel(cwd=str(folder))
    return manager, manager.provisioner.judges_end


def _cached_data() -> dict[str, str]:
    """Where data sets and weights are cached on this machine, if any are, and where a container finds them."""
    homes = kernel_environment(1, HOME)
    places = [(name, folder) for name, folders in CACHES for folder in folders]
    found = {f"{homes[name]}/{folder}": f"{_DATA}/{name}/{folder}" for name, folder in places}
    return {outside: inside for outside, inside in found.items() if Path(outside).is_dir()}


def _inside(environment: Mapping[str, str]) -> dict[str, str]:
    """A kernel's environment as it is in a container: other paths, and the GPUs that the engine shows."""
    hidden = environment.get(VISIBLE) == ""
    kept = {k: v for k, v in environment.items() if k != VISIBLE or hidden}
    data = {name: f"{_DATA}/{name}" for name, _ in CACHES}
    return {**kept, **data, "PATH": _PATH, "USER": "student"}

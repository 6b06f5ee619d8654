"""Where kernels come from: forked from a warm process, or started one by one where fork is missing."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import ExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Literal

import zmq
from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager

from autograder.errors import CourseError, EngineError
from autograder.kernel.container_run import Containers
from autograder.kernel.environment import UNTOUCHED_CUDA, kernel_environment
from autograder.kernel.gpus import Gpu, Gpus, all_gpus, choose_gpus
from autograder.kernel.jupyter import START_SECONDS, make_manager, make_spec
from autograder.kernel.sandbox import Bounds, Level, Plan, Wish
from autograder.kernel.supervisor import keep_warm
from autograder.scratch import new_folder, run_folder

Device = Literal["auto", "cpu", "cuda"]

_WARM_UP_SECONDS = 120.0
_MAX_MESSAGES = 32  # that may wait to be read, on each channel


@dataclass(frozen=True)
class Kernels:
    """How to get a kernel; holds no open resource, so it can be sent to other processes."""

    address: str | None
    threads: int
    preload: tuple[str, ...]
    device: Device = "auto"
    sandbox: Level = "none"
    weaker: str = ""  # why the sandbox is not the best one
    containers: Containers | None = None  # where each kernel has one of its own
    gpus: Gpus = field(default_factory=Gpus)
    alone: bool = False  # whether a kernel has its GPU for itself

    def on_a_gpu_alone(self) -> Kernels:
        """The same, but each waits until no other kernel is on its GPU."""
        return replace(self, alone=True)

    @property
    def shares_gpu(self) -> bool:
        """Whether other kernels may be on a kernel's GPU."""
        return self.gpus.shared and not self.alone

    def environment(self, folder: Path, gpu: Gpu | None) -> dict[str, str]:
        """All environment variables of a kernel that works in that folder, on that GPU."""
        own = self.gpus.environment(gpu, alone=self.alone)
        return kernel_environment(self.threads, str(folder)) | own

    @property
    def description(self) -> str:
        """One line for the run's summary."""
        gpus = f"; GPU: {self.gpus.description}" if self.gpus.all else ""
        return f"{self._kind}{gpus}"

    @property
    def _kind(self) -> str:
        if self.containers is not None:
            return (
                f"each kernel in a container of its own: {self.containers.program}, {self.containers.image}"
            )
        how = "kernels forked from a warm process"
        if self.address is None:
            how = "plain kernels, started one by one (slower: this platform cannot fork them)"
        if self.sandbox == "none":
            return f"{how}; no sandbox: grade only code that you would run yourself"
        weaker = f", the weaker sandbox ({self.weaker})" if self.weaker else ""
        return f"{how}; sandbox: {self.sandbox}{weaker}"


@dataclass
class Kernel:
    """One running kernel: Jupyter's manager and client, and the socket of the probe."""

    manager: AsyncKernelManager
    client: AsyncKernelClient
    probe: socket.socket
    log: Path

    def signal(self, number: int) -> None:
        """Sends a signal to the kernel's process group, without waiting for anything."""
        provisioner = self.manager.provisioner
        with suppress(OSError):
            if hasattr(provisioner, "signal_now"):
                provisioner.signal_now(number)
            elif provisioner.process is not None:
                provisioner.process.send_signal(number)

    async def exit_status(self, patience: float = 0.0) -> int | None:
        """How the kernel's process ended, negative for a signal; None while it lives, so many seconds long.

        Raises: EngineError when nobody can tell, since our own machinery broke, and the kernel with it.
        """
        provisioner = self.manager.provisioner
        deadline = time.monotonic() + patience
        while (status := await provisioner.poll()) is None and time.monotonic() < deadline:
            await asyncio.sleep(0.02)
        if lost := getattr(provisioner, "lost", ""):
            raise EngineError(lost)
        return None if status is None else int(status)

    @property
    def last_words(self) -> str:
        """The end of what the kernel's process wrote to its own standard output and error."""
        with suppress(OSError), self.log.open("rb") as file:
            file.seek(max(0, self.log.stat().st_size - 2000))
            return file.read().decode(errors="replace")
        return ""

    @property
    def out_of_memory(self) -> bool:
        """Whether the system ended one of its processes for want of memory; known once it has ended."""
        return bool(getattr(self.manager.provisioner, "out_of_memory", False))

    @property
    def received(self) -> float:
        """Bytes of output so far; without end once the kernel has sent more at once than it may."""
        channel = self.client.iopub_channel
        return float("inf") if channel.cut_off else float(channel.received)


@contextmanager
def open_kernels(
    *,
    preload: Sequence[str] = (),
    threads: int = 1,
    device: Device = "auto",
    warm: bool | None = None,
    sandbox: Wish = "auto",
    gpu_slots: int | None = None,
) -> Iterator[Kernels]:
    """Starts the warm process, for as long as the block runs; `warm=False` gives plain kernels, without a sandbox.

    device: "cpu" hides the GPUs from the kernels, "cuda" insists on one. sandbox: see `choose`. gpu_slots: how many
    kernels are on one GPU at a time.
    Raises: CourseError when there is no such device or sandbox, EngineError when the warm process does not come up.
    """
    if device == "cuda":
        _require_cuda(preload)
    gpus = choose_gpus(preload, device, gpu_slots)
    if warm is None:
        warm = hasattr(os, "pidfd_open")
    if not warm:
        if sandbox not in ("none", "any"):
            mend = "Grade on Linux, or use --sandbox none for code that you would run yourself"
            raise CourseError("plain kernels have no sandbox", where=f"--sandbox {sandbox}", mend=mend)
        yield Kernels(None, threads, tuple(preload), device, gpus=replace(gpus, all=()))
        return
    with run_folder() as folder:
        address = str(folder / "warm")
        start = partial(
            _start_warm_process,
            preload=preload,
            threads=threads,
            gpu=bool(gpus.all),
            sandbox=sandbox,
            home=str(folder),
        )
        with keep_warm(address, start) as warm_process:
            level, weaker = warm_process.level, warm_process.weaker
            yield Kernels(address, threads, tuple(preload), device, level, weaker, gpus=gpus)


def _require_cuda(preload: Sequence[str]) -> None:
    """Raises: CourseError when the framework that the lab uses sees no CUDA device; asked in a process of its own."""
    keras = "tensorflow" in preload
    ask = (
        "import tensorflow; n = len(tensorflow.config.list_physical_devices('GPU'))"
        if keras
        else "import torch; n = torch.cuda.device_count()"
    )
    environment = kernel_environment(1, home=tempfile.gettempdir()) | all_gpus().environment(None)
    command = [sys.executable, "-I", "-c", f"{ask}; print('devices:', n)"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if not re.search(r"devices: [1-9]", done.stdout):
        what = f"{'TensorFlow' if keras else 'PyTorch'} sees no CUDA device on this machine"
        raise CourseError(
            what, where="--device cuda", mend="Use --device cpu, or install the CUDA build and driver"
        )


def _start_warm_process(
    listener: socket.socket,
    *,
    preload: Sequence[str],
    threads: int,
    gpu: bool,
    sandbox: Wish,
    home: str,
) -> subprocess.Popen[bytes]:
    """Starts it without waiting until it is ready; see `keep_warm`."""
    command = [sys.executable, "-I", "-m", "autograder.kernel.warm"]
    command += ["--listener", str(listener.fileno()), "--threads", str(threads), "--sandbox", sandbox]
    command += ["--gpu"] if gpu else []
    return subprocess.Popen(
        [*command, *preload],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=kernel_environment(threads, home=home) | UNTOUCHED_CUDA,
        pass_fds=[listener.fileno()],
        start_new_session=True,
    )


@asynccontextmanager
async def start_kernel(
    kernels: Kernels, folder: Path, bounds: Bounds | None = None, max_message: int = 32 << 20
) -> AsyncIterator[Kernel]:
    """A kernel that works on a copy of `folder`, or, without namespaces, in it; killed when the block ends.

    max_message: bytes; ZeroMQ hangs up on a kernel that sends more at once, and connects again.
    Waits until a GPU has room, where kernels run on them. Raises: EngineError.
    """
    bounds = bounds or Bounds()
    with new_folder() as runtime, ExitStack() as held:
        gpu = await _take_gpu(kernels, held)
        if kernels.containers is not None:
            from autograder.kernel.containers import start_contained  # which needs `Kernels`

            manager, probe = await start_contained(kernels, kernels.containers, folder, runtime, bounds, gpu)
        elif kernels.address is not None:
            manager, probe = await _start_forked(kernels, folder, runtime, bounds, gpu)
        else:
            manager, probe = await _start_plain(kernels, folder, runtime)
        client = manager.client()
        client.context.setsockopt(zmq.MAXMSGSIZE, max_message)
        client.context.setsockopt(zmq.RCVHWM, _MAX_MESSAGES)
        try:
            client.start_channels()
            try:
                await client.wait_for_ready(timeout=START_SECONDS)
            except RuntimeError as error:
                raise EngineError(f"the kernel does not answer: {error}") from error
            yield Kernel(manager, client, probe, runtime / "log")
        finally:
            probe.close()
            client.stop_channels()
            await manager.provisioner.kill()
            await manager.provisioner.wait()
            await manager.cleanup_resources()
            manager.context.destroy(linger=0)


async def _take_gpu(kernels: Kernels, held: ExitStack) -> Gpu | None:
    """Waits for a GPU with room, if the kernels run on any, and has it until `held` closes."""
    if not kernels.gpus.all:
        return None
    from autograder.kernel.slots import take  # Linux only, as are these GPUs

    return await take(kernels.gpus, held, alone=kernels.alone)


async def _start_forked(
    kernels: Kernels, folder: Path, runtime: Path, bounds: Bounds, gpu: Gpu | None
) -> tuple[AsyncKernelManager, socket.socket]:
    ours, theirs = socket.socketpair()
    plan = Plan(folder, runtime)
    plan.sockets.mkdir()
    plan.root.mkdir()
    config = {
        "runtime": str(runtime),
        "bounds": asdict(bounds),
        "address": kernels.address,
        "probe": theirs.fileno(),
        "log_file": str(runtime / "log"),
        "environment": kernels.environment(folder, gpu),
        "devices": [str(path) for path in kernels.gpus.nodes(gpu)],
    }
    spec = make_spec("autograder-warm", config)
    manager = make_manager(spec, plan.sockets, transport="ipc", ip=str(plan.sockets / "k"))
    try:
        await manager.start_kernel(cwd=str(folder))
    except BaseException:
        ours.close()
        raise
    finally:
        theirs.close()
    return manager, ours


async def _start_plain(
    kernels: Kernels, folder: Path, runtime: Path
) -> tuple[AsyncKernelManager, socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(_WARM_UP_SECONDS)
        port = listener.getsockname()[1]
        argv = [sys.executable, "-m", "autograder.kernel.plain", "{connection_file}", str(port)]
        argv += [str(kernels.threads), *kernels.preload]
        spec = KernelSpec(argv=argv, display_name="Course", language="python")
        manager = make_manager(spec, runtime, transport="tcp")
        with open(runtime / "log", "ab") as log:
            environment = kernels.environment(folder, None)
            await manager.start_kernel(cwd=str(folder), env=environment, stdout=log, stderr=log)
        try:
            probe, _ = listener.accept()
        except TimeoutError:
            raise EngineError(f"no kernel came up in {_WARM_UP_SECONDS:.0f} s") from None
    return manager, probe


INTERRUPT, KILL = signal.SIGINT, getattr(signal, "SIGKILL", signal.SIGTERM)

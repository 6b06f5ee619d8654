"""Jupyter's manager and client as kernels of students need them: no polling start, and output counted as it comes."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from queue import Empty
from typing import Any

import zmq
from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.channels import AsyncZMQSocketChannel
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from traitlets import Any as AnyTrait
from traitlets import Type

START_SECONDS = 60.0  # for a kernel's first reply


class _CountingChannel(AsyncZMQSocketChannel):  # type: ignore[misc]
    """A channel that counts what comes, before anything is read in it, and notes when it was cut off."""

    received = 0
    _monitor: Any = None

    def start(self) -> None:
        super().start()
        self._monitor = zmq.Socket.shadow(self.socket.get_monitor_socket(zmq.EVENT_DISCONNECTED))

    def stop(self) -> None:
        if self.socket is not None:
            self.socket.disable_monitor()
        super().stop()

    @property
    def cut_off(self) -> bool:
        """Whether the kernel hung up, or ZeroMQ did, on a message larger than it may be."""
        return self._monitor is not None and bool(self._monitor.poll(0))

    async def _recv(self, **kwargs: Any) -> dict[str, Any]:
        parts = await self.socket.recv_multipart(**kwargs)
        self.received += sum(map(len, parts))
        _, message = self.session.feed_identities(parts)
        found: dict[str, Any] = self.session.deserialize(message)
        return found


class _Client(AsyncKernelClient):  # type: ignore[misc]
    """Jupyter's client without heartbeat and input, and without its polling start (0.4 s a kernel)."""

    iopub_channel_class = Type(_CountingChannel)

    def start_channels(
        self,
        shell: bool = True,
        iopub: bool = True,
        stdin: bool = False,
        hb: bool = False,
        control: bool = True,
    ) -> None:
        super().start_channels(shell=shell, iopub=iopub, stdin=stdin, hb=hb, control=control)

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Waits for the kernel's first reply and for its first message on IOPub, so that no output is lost."""
        for _ in range(int((timeout or START_SECONDS) / 1.0) + 1):
            self.kernel_info()
            with suppress(Empty):
                await self.shell_channel.get_msg(timeout=1.0)
                await self.iopub_channel.get_msg(timeout=0.2)
                return
            if not await self.is_alive():
                raise RuntimeError("it died before its first reply")
        raise RuntimeError("no reply in time")


class _Manager(AsyncKernelManager):  # type: ignore[misc]
    client_class = Type(_Client)
    client_factory = Type(_Client)


class _OneSpec(KernelSpecManager):  # type: ignore[misc]
    spec = AnyTrait()

    def get_kernel_spec(self, kernel_name: str) -> Any:
        return self.spec


def make_spec(provisioner: str, config: Mapping[str, Any]) -> KernelSpec:
    """The spec of a kernel that a provisioner of ours starts; `config` holds the provisioner's traits."""
    return KernelSpec(
        argv=[sys.executable],
        display_name="Course",
        language="python",
        metadata={"kernel_provisioner": {"provisioner_name": provisioner, "config": dict(config)}},
    )


def make_manager(spec: KernelSpec, runtime: Path, **kwargs: Any) -> AsyncKernelManager:
    """A manager for the one kernel that `spec` describes, whose connection file lies in `runtime`."""
    return _Manager(
        kernel_name="course",
        kernel_spec_manager=_OneSpec(spec=spec),
        connection_file=str(runtime / "kernel.json"),
        **kwargs,
    )

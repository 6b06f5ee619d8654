"""A kernel in a process of its own, for platforms where the warm process cannot fork."""

from __future__ import annotations

import importlib
import socket
import sys

from autograder.kernel.agent import start_kernel


def main(arguments: list[str]) -> None:
    """Arguments: connection file, port of the judge's listener on this machine, threads, modules to import."""
    connection_file, port, threads, *modules = arguments
    for name in modules:
        importlib.import_module(name)
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(int(threads))
    probe = socket.create_connection(("127.0.0.1", int(port)))
    start_kernel(connection_file, probe, lambda: None)


if __name__ == "__main__":
    main(sys.argv[1:])

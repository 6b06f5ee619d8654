"""A Ray cluster for as long as a class is graded: one that runs already, or one on this machine, started quietly."""

from __future__ import annotations

import logging
import os
import secrets
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from types import ModuleType
from typing import Any

from autograder.engines import Engine
from autograder.errors import CourseError
from autograder.interrupts import ctrl_c_ignored
from autograder.local import default_jobs
from autograder.scratch import process_folder, remove_tree
from autograder.worker import ENVIRONMENT

_QUIET = {  # read when Ray is imported
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_DEDUP_LOGS_SKIP_REGEX": ".*",  # what machines report would get between our own lines
}
_STORE_BYTES = 256 << 20  # a bundle, and the submissions at work
_REACH_SECONDS = 10.0
_IS_IT_UP = "Is a cluster running there? `ray status` tells."
_TOKEN = "export RAY_AUTH_MODE=token"
_MOST_CHARACTERS = 40  # of the folder's path: below it Ray makes sockets, whose paths have at most 107


@contextmanager
def connected(engine: Engine) -> Iterator[ModuleType]:
    """Ray, connected. One that the caller has connected already is used as it is.

    Raises: CourseError where Ray is missing, or there is no such cluster, or it can't be used from here.
    """
    ray = import_ray()
    if ray.is_initialized():
        yield ray
        return
    with _environment(_QUIET):
        if engine.address:
            _check_reachable(engine.address)
            _init(ray, f"--address {engine.address}", address=engine.address)
            stop = ray.shutdown
        else:
            stop = _start(ray, engine.jobs or default_jobs())
        try:
            yield ray
        finally:
            with ctrl_c_ignored():
                stop()


@cache
def import_ray() -> ModuleType:
    """Raises: CourseError where Ray is missing."""
    try:
        with _environment(_QUIET):
            import ray
    except ImportError:
        mend = "Install it: pip install 'autograded-dl-course[ray]'"
        raise CourseError("Ray is not installed here", where="--engine ray", mend=mend) from None
    module: ModuleType = ray
    return module


def _check_reachable(address: str) -> None:
    """Raises: CourseError where nobody listens; Ray itself would try for a quarter of an hour."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not host or not port.isdecimal():
        return  # say auto
    try:
        socket.create_connection((host, int(port)), timeout=_REACH_SECONDS).close()
    except OSError as error:
        what = f"nobody answers there ({error.strerror or error})"
        raise CourseError(what, where=f"--address {address}", mend=_IS_IT_UP) from None


def _start(ray: ModuleType, cpus: int) -> Callable[[], None]:
    """Starts a cluster of this machine alone, which ends with this process; gives what ends it before."""
    folder = process_folder() / "ray"
    if len(str(folder)) > _MOST_CHARACTERS:
        mend = "Name a folder with a short path by the environment variable TMPDIR, say TMPDIR=/tmp"
        raise CourseError("Ray can't work in a folder with such a long path", where=str(folder), mend=mend)
    with _environment({**ENVIRONMENT, "TMPDIR": str(process_folder()), "RAY_AUTH_TOKEN": _token()}):
        _init(
            ray,
            "--engine ray",
            address="local",
            num_cpus=cpus,
            include_dashboard=False,
            object_store_memory=_STORE_BYTES,
            _temp_dir=str(folder),
        )

    def stop() -> None:
        ray.shutdown()
        remove_tree(folder)

    return stop


def _init(ray: ModuleType, where: str, **options: Any) -> None:
    try:
        ray.init(log_to_driver=False, logging_level=logging.ERROR, **options)
    except (RuntimeError, ConnectionError, ValueError, OSError, ray.exceptions.RayError) as error:
        lines = str(error).strip().splitlines() or [type(error).__name__]
        mend = "" if options.get("address") == "local" else f"{_IS_IT_UP} If it asks for tokens: {_TOKEN}"
        raise CourseError(f"Ray says: {lines[0].rstrip('.')}", where=where, mend=mend) from None


@cache
def _token() -> str:
    """By which this process's cluster knows its own; nobody else on the machine can then have it run anything."""
    return secrets.token_hex(32)


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    """Environment variables for as long as the block runs, for the processes that are started meanwhile."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value

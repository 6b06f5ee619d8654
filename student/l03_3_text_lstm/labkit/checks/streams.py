"""Checks of how a function treats memory and streams."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from labkit.checks.calls import call
from labkit.checks.values import exists
from labkit.checks.words import require, rounded
from labkit.place import there


def memory_below(
    fn: Callable[..., Any], /, *args: Any, megabytes: float, name: str = "the function", why: str = ""
) -> None:
    """Checks that a call of `fn` needs less than `megabytes` beyond what was there, at its height.

    It counts what Python and NumPy allocate. A first call, which does not count, loads what `fn` loads once.
    """
    __tracebackhide__ = True
    exists(fn, name)
    call(fn, *args, called=name)
    peak = call(there("labkit.meters").peak_megabytes, fn, *args, called=name)
    seen = f"{name} takes {rounded(peak)} MB of memory"
    require(peak < megabytes, seen, f"stay below {megabytes:g} MB", why)


def consumes_stream_once(
    fn: Callable[..., Any],
    lines: Sequence[str],
    /,
    *args: Any,
    repeats: int = 1,
    megabytes: float = 64,
    expected: Any = None,
    name: str = "the function",
    why: str = "",
) -> None:
    """Checks that fn(stream, *args) reads a generator to its end, once, in less than `megabytes`.

    The stream yields all lines, `repeats` times over. `expected`, if given, is what the call should return.
    """
    __tracebackhide__ = True
    exists(fn, name)
    kit, n = there("labkit.meters"), repeats * len(lines)
    seen = call(kit.read_stream, fn, list(lines), repeats, megabytes, *args, called=name)
    require(
        not seen["full"],
        f"{name} takes more than {megabytes:g} MB of memory for a stream of {n} lines",
        "need no more for a long stream than for a short one",
        why or "use each line and let it go: neither `list(lines)` nor a list of all tokens",
    )
    taken = f"{name} reads {seen['taken']} of {n} lines of a stream"
    require(seen["taken"] == n, taken, "read it to its end, and only once", why)
    if expected is not None:
        require(
            seen["result"] == expected,
            f"{name} returns something else for a stream of {n} lines",
            "count each of them",
            why or "a generator can be read only once",
        )

"""Objects that live in the student's kernel, usable in a test as if they were here.

Attribute access, calls, indexing, iteration, arithmetic and comparison are probes. What comes back is data of
the judge's own, or another proxy. `isinstance` answers by the class names that the kernel claims.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from autograder.judge.probe import Probe
from autograder.kernel.wire import Remote

# the libraries whose classes a proxy may pass for
_KNOWN = frozenset(
    {
        "builtins",
        "collections",
        "keras",
        "numpy",
        "pandas",
        "scipy",
        "sklearn",
        "spacy",
        "tensorflow",
        "torch",
    }
    | {"transformers", "types", "typing"}
)
# the special names that are the student's to define; others ask for protocols that a proxy does not speak
_SPECIAL = frozenset(
    {"__name__", "__qualname__", "__doc__", "__module__", "__dict__", "__defaults__", "__kwdefaults__"}
    | {"__annotations__", "__wrapped__", "__self__", "__code__", "__func__"}
)
_SLOTS = ("_probe_of_judge", "_remote_of_judge")


class Proxy:
    """An object of the kernel's that cannot be called."""

    __slots__ = (*_SLOTS, "__weakref__")

    def __init__(self, probe: Probe, remote: Remote) -> None:
        object.__setattr__(self, "_probe_of_judge", probe)
        object.__setattr__(self, "_remote_of_judge", remote)

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        return _claimed_class(_remote(self)) or Proxy

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__") and name not in _SPECIAL:
            raise AttributeError(name)
        return _ask(self, "getattr", name)

    def __setattr__(self, name: str, value: Any) -> None:
        _ask(self, "setattr", name, value)

    def __delattr__(self, name: str) -> None:
        _ask(self, "delattr", name)

    def __iter__(self) -> Iterator[Any]:
        iterator = _ask(self, "iter")
        return _RemoteIterator(iterator) if remote_of(iterator) is not None else iter(iterator)

    def __dir__(self) -> list[str]:
        return []

    def __repr__(self) -> str:
        return f"<{next(iter(_remote(self).classes), 'object')} in the kernel>"

    def __enter__(self) -> Any:
        return _ask(self, "getattr", "__enter__")()

    def __exit__(self, *_: Any) -> None:
        _ask(self, "getattr", "__exit__")(None, None, None)

    def __eq__(self, other: object) -> bool:
        return self is other or bool(_ask(self, "eq", other))

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return _remote(self).number


class CallableProxy(Proxy):
    """A function, class or other callable of the kernel's."""

    __slots__ = ()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return object.__getattribute__(self, "_probe_of_judge").call(self, args, kwargs)


class _RemoteIterator:
    """Iterates over an iterator of the kernel's, one request an item."""

    def __init__(self, proxy: Proxy) -> None:
        self.proxy = proxy

    def __iter__(self) -> _RemoteIterator:
        return self

    def __next__(self) -> Any:
        return next(self.proxy)


def _ask(proxy: Proxy, operation: str, *operands: Any) -> Any:
    return object.__getattribute__(proxy, "_probe_of_judge").request(operation, proxy, *operands)


def _operator(name: str) -> Callable[..., Any]:
    def method(self: Proxy, *operands: Any) -> Any:
        return _ask(self, name, *operands)

    return method


for _name in ("getitem", "setitem", "delitem", "len", "next", "bool", "contains", "float", "int", "str"):
    setattr(Proxy, f"__{_name}__", _operator(_name))
for _name in (
    "lt",
    "le",
    "gt",
    "ge",
    "add",
    "sub",
    "mul",
    "truediv",
    "floordiv",
    "mod",
    "pow",
    "matmul",
    "neg",
):
    setattr(Proxy, f"__{_name}__", _operator(_name))


def remote_of(value: Any) -> Remote | None:
    """What a proxy stands for; None for any other object."""
    return _remote(value) if type(value) in (Proxy, CallableProxy) else None


def _remote(proxy: Proxy) -> Remote:
    remote: Remote = object.__getattribute__(proxy, "_remote_of_judge")
    return remote


def make_proxy(probe: Probe, remote: Remote) -> Proxy:
    """The proxy of a kernel's object."""
    return (CallableProxy if remote.callable else Proxy)(probe, remote)


def _claimed_class(remote: Remote) -> type | None:
    """The first of the claimed classes that a known library, imported here already, defines."""
    for name in remote.classes:
        if name.split(".")[0] not in _KNOWN or name == "builtins.object":
            continue
        parts = name.split(".")
        for cut in range(len(parts) - 1, 0, -1):
            found: Any = sys.modules.get(".".join(parts[:cut]))
            for part in parts[cut:]:
                found = getattr(found, part, None)
            if isinstance(found, type):
                return found
    return None


class Namespace(Mapping[str, Any]):
    """The student's namespace as a test sees it: a missing name is None, as in otter."""

    def __init__(self, probe: Probe) -> None:
        self.probe = probe

    def __getitem__(self, name: str) -> Any:
        if name not in self:
            raise KeyError(name)
        return self.probe.request("get", name)

    def get(self, name: str, default: Any = None) -> Any:
        value = self.probe.request("get", name)
        return default if value is None else value

    def __contains__(self, name: object) -> bool:
        return name in self.probe.request("names")

    def __iter__(self) -> Iterator[str]:
        return iter(self.probe.request("names"))

    def __len__(self) -> int:
        return len(self.probe.request("names"))


def importer(probe: Probe) -> Callable[[str], Any]:
    """How `labkit.there` imports under the judge: labkit's own modules go over as source, pristine."""

    def import_there(name: str) -> Any:
        source = None
        if name.split(".")[0] == "labkit":
            import labkit

            parts = name.split(".")[1:]
            source = Path(labkit.__path__[0]).joinpath(*parts).with_suffix(".py").read_text(encoding="utf-8")
        return probe.request("import", name, source)

    return import_there

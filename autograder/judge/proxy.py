"""Objects that live in the student's kernel, usable in a test as if they were here.

Attribute access, calls, indexing, length and iteration are probes. What comes back is data of the judge's own, or
another proxy. What decides a test is never asked of the kernel: a proxy equals itself only, has no order,
arithmetic or truth value, and is searched here. `isinstance` answers by the class names that the kernel claims, but
a class whose objects travel by value cannot be claimed: a tensor, list or number is the judge's own or is none.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from autograder.judge.probe import BadAnswer, Probe
from autograder.kernel.wire import MAX_LENGTH, Remote

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
# what travels by value, or is made to be compared: see `wire`
_BY_VALUE = (
    *(
        "builtins.bool",
        "builtins.int",
        "builtins.float",
        "builtins.complex",
        "builtins.str",
        "builtins.bytes",
    ),
    *("builtins.bytearray", "builtins.list", "builtins.tuple", "builtins.dict", "builtins.set"),
    *("builtins.frozenset", "builtins.range", "builtins.slice", "collections.UserDict"),
    *("numpy.ndarray", "numpy.generic", "numpy.dtype"),
    *("torch.Tensor", "torch.dtype", "torch.device"),
    *("tensorflow.Tensor", "tensorflow.Variable", "keras.Variable"),
    *("scipy.sparse.spmatrix", "scipy.sparse.sparray"),
    *("pandas.DataFrame", "pandas.Series", "pandas.Index"),
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

    def __len__(self) -> int:
        length = _ask(self, "len")
        if type(length) is not int or not 0 <= length <= MAX_LENGTH:
            raise BadAnswer("a length that is none")
        _probe(self).lengths.measured(_remote(self).number, length)
        return length

    def __iter__(self) -> Iterator[Any]:
        iterator = _ask(self, "iter")
        if remote_of(iterator) is None:
            return iter(iterator)
        return _RemoteIterator(iterator, None if iterator is self else self)

    def __contains__(self, item: object) -> bool:
        return any(own is item or own == item for own in _listed(self))

    def __array__(self, *_: Any, **__: Any) -> Any:
        raise TypeError("an object in the kernel is no array: it would have come by value")

    def __bool__(self) -> bool:
        raise TypeError("an object in the kernel has no truth value: compare it with None, or ask its length")

    def __dir__(self) -> list[str]:
        return []

    def __repr__(self) -> str:
        return "<an object in the kernel>"

    def __enter__(self) -> Any:
        return _ask(self, "getattr", "__enter__")()

    def __exit__(self, *_: Any) -> None:
        _ask(self, "getattr", "__exit__")(None, None, None)

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    def __hash__(self) -> int:
        return _remote(self).number


class CallableProxy(Proxy):
    """A function, class or other callable of the kernel's."""

    __slots__ = ()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return _probe(self).call(self, args, kwargs)


class _RemoteIterator:
    """Iterates over an iterator of the kernel's, one request an item; of `iterable`, it counts the items."""

    def __init__(self, iterator: Proxy, iterable: Proxy | None) -> None:
        self.iterator, self.iterable, self.count = iterator, iterable, 0

    def __iter__(self) -> _RemoteIterator:
        return self

    def __next__(self) -> Any:
        try:
            item = next(self.iterator)
        except StopIteration:
            if self.iterable is not None:
                _probe(self.iterable).lengths.counted(_remote(self.iterable).number, self.count)
            raise
        self.count += 1
        return item


def _ask(proxy: Proxy, operation: str, *operands: Any) -> Any:
    return _probe(proxy).request(operation, proxy, *operands)


def _listed(proxy: Proxy) -> list[Any]:
    items = _ask(proxy, "list")
    if type(items) is not list:
        raise BadAnswer("a list that is none")
    return items


def _operator(name: str) -> Callable[..., Any]:
    def method(self: Proxy, *operands: Any) -> Any:
        return _ask(self, name, *operands)

    return method


for _name in ("getitem", "setitem", "delitem", "next", "str"):
    setattr(Proxy, f"__{_name}__", _operator(_name))


def remote_of(value: Any) -> Remote | None:
    """What a proxy stands for; None for any other object."""
    return _remote(value) if type(value) in (Proxy, CallableProxy) else None


def _probe(proxy: Proxy) -> Probe:
    probe: Probe = object.__getattribute__(proxy, "_probe_of_judge")
    return probe


def _remote(proxy: Proxy) -> Remote:
    remote: Remote = object.__getattribute__(proxy, "_remote_of_judge")
    return remote


def make_proxy(probe: Probe, remote: Remote) -> Proxy:
    """The proxy of a kernel's object."""
    return (CallableProxy if remote.callable else Proxy)(probe, remote)


def _claimed_class(remote: Remote) -> type | None:
    return _class_of(remote.classes, len(sys.modules))


@lru_cache(maxsize=1000)
def _class_of(names: tuple[str, ...], _modules: int) -> type | None:
    """The first of the claimed classes that a known library, imported here already, defines; none by value."""
    by_value = tuple(found for name in _BY_VALUE if (found := _find_class(name)) is not None)
    for name in names:
        if name.split(".")[0] in _KNOWN and name != "builtins.object":
            found = _find_class(name)
            if found is not None and not issubclass(found, by_value) and not _is_abstract(found):
                return found
    return None


def _is_abstract(found: type) -> bool:
    """Whether a class says only what its objects can do, which is for them to prove."""
    return found.__module__.split(".")[0] in ("collections", "typing", "numbers")


def _find_class(name: str) -> type | None:
    """The class of that full name, if its module is imported here; asks no module to import more."""
    parts = name.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        found: Any = sys.modules.get(".".join(parts[:cut]))
        for part in parts[cut:]:
            found = getattr(found, "__dict__", {}).get(part)
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
        return name in self._names()

    def __iter__(self) -> Iterator[str]:
        return iter(self._names())

    def __len__(self) -> int:
        return len(self._names())

    def _names(self) -> list[str]:
        names = self.probe.request("names")
        if type(names) is not list or not all(isinstance(name, str) for name in names):
            raise BadAnswer("names that are none")
        return names


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

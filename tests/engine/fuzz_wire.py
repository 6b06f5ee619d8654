"""Fuzzes what the judge does with bytes from a kernel, guided by the lines that they reach.

By hand, for as long as you like: `python -m tests.engine.fuzz_wire -max_total_time=600`; further options are
libFuzzer's. It ends with an error as soon as some bytes give anything but a value, a refusal, or a closed line.
"""

from __future__ import annotations

import collections
import contextlib
import random
import struct
import sys
import tempfile
from pathlib import Path
from typing import Any

import atheris
import msgpack
import numpy as np
import pandas as pd
import scipy.sparse
import tensorflow  # noqa: F401  (else one input pays for its import)
import torch

with atheris.instrument_imports(include=["autograder.kernel", "autograder.judge"]):
    from autograder.judge import KernelGone, Probe, make_proxy, remote_of
    from autograder.judge.probe import BadAnswer, RemoteError
    from autograder.kernel import wire, wire_reader
    from tests.engine.fake_kernel import Line, frame

TAGS = [*sorted(wire_reader.READERS), "obj", "zz"]
NAMES = [
    "<f4",
    "|b1",
    ">i8",
    "float32",
    "bfloat16",
    "int64",
    "cpu",
    "meta:0",
    "U",
    "O",
    "torch.Tensor",
    "12",
    "1_0",
]
VALUES = [
    *(
        None,
        True,
        -1,
        2**70,
        1.5,
        "text",
        b"bytes",
        2 + 3j,
        [1, [2, (3,)]],
        {"a": {1: None}},
        {1, 2},
        frozenset({3}),
    ),
    *(range(1, 9, 2), slice(None, 3), ..., bytearray(b"ab"), collections.Counter("aab"), np.float32(1.5)),
    *(np.dtype("f4"), torch.float16, torch.Size([2, 3]), torch.device("cpu"), np.arange(6.0).reshape(2, 3)),
    *(
        np.array(["a", "bc"]),
        np.array([1, None], dtype=object),
        torch.ones(2),
        torch.ones(2, dtype=torch.bfloat16),
    ),
    *(
        scipy.sparse.eye(2, format="csr"),
        pd.DataFrame({"a": [1], "b": ["x"]}),
        pd.Series([1, 2]),
        pd.Index(["i"]),
    ),
]


def seeds() -> list[bytes]:
    """Inputs to begin with: one for each kind of value, an object, an exception, and a broken frame."""
    answers = [wire.encode([1, "ok", value, []], lambda value: []) for value in VALUES]
    answers.append((msgpack.packb(["l", [1, "ok", ["obj", 1, ["torch.nn.Module"], True], ["l", []]]]), []))
    answers.append(wire.encode([1, "raised", ["builtins.ValueError"], "text"], lambda value: []))
    answers.append(wire.encode([1, "ok", 1, [[0, [1, 2]]]], lambda value: []))
    whole = [b"\0" + header for header, _ in answers] + [b"\1" + frame(*answer) for answer in answers]
    return whole + [b"\2" + random.Random(number).randbytes(200) for number in range(50)]


def grown(source: atheris.FuzzedDataProvider, depth: int = 0) -> Any:
    """A tree of the wire, its tags the true ones, its parts as the input says."""
    kind = source.ConsumeIntInRange(0, 9 if depth < 6 else 5)
    if kind <= 5:
        small, large = source.ConsumeIntInRange(-1, 6), source.ConsumeIntInRange(-(1 << 63), (1 << 63) - 1)
        text = source.PickValueInList([*NAMES, source.ConsumeUnicodeNoSurrogates(6)])
        return (None, small, large, source.ConsumeFloat(), text, source.ConsumeBytes(8))[kind]
    parts = [grown(source, depth + 1) for _ in range(source.ConsumeIntInRange(0, 5))]
    return parts if kind == 6 else [source.PickValueInList(TAGS), *parts]


def sent(data: bytes) -> bytes:
    """What the kernel sends: the input as a whole frame, as a header, or as the choices that grow a header."""
    way, rest = (data[0] % 3 if data else 0), data[1:]
    if way == 1:
        return rest
    if way == 2:
        answer = ["l", [1, "ok", grown(atheris.FuzzedDataProvider(rest)), ["l", []]]]
        rest = msgpack.packb(answer)
    return frame(rest, [bytes(8), bytes(24), bytes(4), struct.pack("<3i", 0, 1, 1)])


def fuzz_one(data: bytes) -> None:
    """One input, judged as the answer to a request."""
    probe = Probe(
        Line(sent(data)),
        interrupt=lambda: None,
        kill=lambda: None,
        make_proxy=make_proxy,
        remote_of=remote_of,
    )  # type: ignore[arg-type]
    with contextlib.suppress(KernelGone, BadAnswer, RemoteError), probe.limit(60.0):
        value = probe.request("get", "x")
        repr(type(value))
        with contextlib.suppress(TypeError):
            hash(value)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(seeds()):
            Path(folder, f"{number:03}").write_bytes(seed)
        options = [
            "-rss_limit_mb=4096",
            "-timeout=30",
            "-report_slow_units=30",
            "-max_len=4096",
            *sys.argv[1:],
            folder,
        ]
        atheris.Setup([sys.argv[0], *options], fuzz_one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()

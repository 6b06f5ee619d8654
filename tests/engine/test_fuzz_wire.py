"""The decoder under fire: whatever bytes come, the judge gets a value or refuses; nothing else, and nothing late."""

from __future__ import annotations

import contextlib
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import msgpack
import pytest
from hypothesis import given, settings

from autograder.judge import KernelGone, Probe, make_proxy, remote_of
from autograder.judge.probe import BadAnswer, RemoteError
from autograder.kernel import stream, wire_reader
from tests.engine.fake_kernel import Line, frame

ROOT = Path(__file__).resolve().parents[2]
HAS_ATHERIS = sys.platform == "linux" and platform.machine() == "x86_64" and sys.version_info < (3, 14)
BUFFERS = [bytes(8), bytes(24), bytes(4)]


def asked(sent: bytes) -> Any:
    """What one request makes of these bytes: a value, or None where the judge refuses them."""
    line: Any = Line(sent)
    probe = Probe(line, interrupt=lambda: None, kill=lambda: None, make_proxy=make_proxy, remote_of=remote_of)
    with contextlib.suppress(KernelGone, BadAnswer, RemoteError), probe.limit(60.0):
        return probe.request("call", None, [1], {}, True)
    return None


class Pieces(Line):
    """Gives its bytes in pieces of the lengths given, whatever is asked for."""

    def __init__(self, data: bytes, lengths: list[int]) -> None:
        super().__init__(data)
        self.lengths = lengths

    def recv(self, length: int) -> bytes:
        return super().recv(min(length, self.lengths.pop() if self.lengths else length))


leaves = st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats() | st.text(max_size=5)
leaves = leaves | st.binary(max_size=9) | st.sampled_from(["<f4", "|b1", "float32", "cpu", "U", "O", 0, 1, 2])
trees = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.tuples(st.sampled_from([*sorted(wire_reader.READERS), "obj"]), inner, inner, inner).map(list)
    ),
    max_leaves=15,
)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_on_the_line_are_a_value_or_are_refused(sent: bytes) -> None:
    asked(sent)
    asked(frame(sent, BUFFERS))


@settings(max_examples=500, deadline=None)
@given(trees, trees, st.sampled_from(["ok", "raised", "refused", "zz"]))
def test_any_tree_in_any_place_of_an_answer_is_a_value_or_is_refused(
    value: Any, rest: Any, kind: str
) -> None:
    asked(frame(msgpack.packb(["l", [1, kind, value, rest]]), BUFFERS))
    asked(frame(msgpack.packb(["l", [1, value, rest, kind]]), BUFFERS))
    asked(frame(msgpack.packb(["l", [value, kind, rest, 1]]), BUFFERS))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=50), st.lists(st.binary(max_size=20), max_size=4), st.lists(st.integers(1, 7)))
def test_a_frame_comes_whole_in_whatever_pieces(
    header: bytes, buffers: list[bytes], lengths: list[int]
) -> None:
    line: Any = Pieces(frame(header, buffers) * 2, lengths)
    receiver = stream.Receiver(line)
    for _ in range(2):
        assert receiver.receive() == (header, buffers)
    with pytest.raises(stream.Closed):
        receiver.receive()


@pytest.mark.skipif(
    not HAS_ATHERIS, reason="atheris has wheels for Linux on x86-64 and Python up to 3.13 only"
)
def test_atheris_finds_no_input_that_breaks_the_judge(tmp_path: Path) -> None:
    options = ["-max_total_time=10", "-runs=20000", "-seed=1", f"-artifact_prefix={tmp_path}/"]
    command = [sys.executable, "-m", "tests.engine.fuzz_wire", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "Done" in done.stderr

"""A kernel wholly in a stranger's hands: no answer of its makes a test pass, hang, or break the judge."""

from __future__ import annotations

import contextlib
import resource
import select
import socket
import struct
import threading
import time
from typing import Any

import msgpack
import numpy as np
import pytest
import torch

from autograder.judge import bounds, probe
from autograder.judge.proxy import Proxy
from autograder.kernel import stream, wire
from tests.engine.fake_kernel import Doing, Raised, Raw, judging, proxied, verdict, verdicts
from tests.engine.making import bundle

PLAIN = (
    "This test could not use what your code returned: check its type and its shape against the question.",
    "The notebook's kernel had ended before this test could ask it anything.",
    "The notebook's kernel ended while this test was asking it.",
    "Your code took longer than 1 s in this test and was stopped: look for a loop without end.",
    "This test took longer than 1 s over what your code returned: look at its size.",
)
USE = "assert x == 3, 'not three'"
IMPORTS = "import numpy as np, torch\nfrom labkit import checks\n"


def always(value: Any) -> Any:
    return lambda number, operation, operands: value


# ---- forged answers


class EqualToAll:
    """Answers each question about its object in favour of the student."""

    def __init__(self, *classes: str) -> None:
        self.classes, self.asked = classes, list[str]()

    def __call__(self, number: int, operation: str, operands: list[Any]) -> Any:
        self.asked.append(operation)
        if operation in ("get", "call", "iter", "getitem"):
            return proxied(*self.classes, can_be_called=True)
        favours = {"bool": True, "eq": True, "ne": False, "contains": True, "len": 3, "str": "x", "list": []}
        return favours.get(operation, 0.0) if operation != "getattr" else proxied("builtins.method", number=2)


CLAIMS = (
    *("builtins.float", "builtins.int", "builtins.bool", "builtins.str", "builtins.list", "builtins.tuple"),
    *("builtins.dict", "numpy.ndarray", "numpy.float64", "torch.Tensor", "torch.nn.parameter.Parameter"),
    *("collections.Counter", "collections.abc.Mapping", "collections.UserDict", "pandas.DataFrame"),
    *("numpy.ma.MaskedArray", "scipy.sparse._csr.csr_matrix", "builtins.object", "nobody.knows"),
)
FORGED = {
    "equal": "assert x == 3",
    "equal, from the other side": "assert 3 == x",
    "difference": "assert abs(x - 3) < 1e-9",
    "difference, from the other side": "assert abs(3 - x) < 1e-9",
    "in order": "assert 2 < x < 4",
    "truth": "assert x",
    "as a number": "assert float(x) == 0.0 and int(x) == 0",
    "rounded": "assert round(x, 2) == 0.0",
    "in a list": "assert [x] == [3] or x in [3]",
    "holds all": "assert 3 in x",
    "in a dict": "assert {'a': x} == {'a': 3}",
    "array": "import numpy as np\nassert np.allclose(x, np.ones(3))",
    "array, equal": "import numpy as np\nassert (np.ones(3) == x).all()",
    "array, tested": "import numpy as np\nnp.testing.assert_allclose(x, np.ones(3))",
    "array, exact": "import numpy as np\nassert np.array_equal(x, np.array(3))",
    "tensor": "import torch\nassert torch.allclose(x, torch.ones(3))",
    "tensor, equal": "import torch\nassert (torch.ones(3) == x).all()",
    "close": IMPORTS + "checks.close(x, np.ones(3), name='x')",
    "a number": IMPORTS + "checks.number(x, name='x', low=-1, high=1)",
    "at least": IMPORTS + "checks.scores.at_least(x, 0.0, name='x')",
    "same": IMPORTS
    + "from labkit.checks.content import same\nassert same(x, {'a': 1}) or same(x, [1, 2, 3])",
    "is data": IMPORTS + "from labkit.checks.content import is_data\nassert is_data(x)",
    "a list": "assert isinstance(x, (list, tuple, dict, set, str, bytes, bool, int, float, complex))",
    "a tensor": IMPORTS + "assert isinstance(x, (np.ndarray, np.generic, torch.Tensor))",
    "an abstract class": "from collections import abc\nassert isinstance(x, abc.Mapping | abc.Sequence | abc.Set)",
    "a number, abstractly": "import numbers\nassert isinstance(x, numbers.Number)",
    "called": "assert x(1, 2) == 3",
    "attribute": "assert x.accuracy == 0.9 or x.accuracy > 0.9",
    "item": "assert x[0] == 1 or x[0] > 0",
    "short": "assert len(x) == 3 and all(a == b for a, b in zip(x, [1, 2, 3], strict=False))",
}


@pytest.mark.parametrize("body", FORGED.values(), ids=FORGED.keys())
def test_an_object_equal_to_everything_passes_no_test(body: str) -> None:
    kernel = EqualToAll(*CLAIMS)
    assert not verdict(body, kernel).passed
    assert not {"eq", "ne", "lt", "bool", "contains", "sub", "rsub", "float"} & set(kernel.asked)


def test_no_object_can_claim_a_class_that_travels_by_value() -> None:
    for claim in CLAIMS:
        with judging(EqualToAll(claim)) as judge:
            assert isinstance(judge.probe.request("get", "x"), Proxy)
            assert judge.probe.request("get", "x").__class__ is Proxy, claim
    with judging(EqualToAll("__main__.Net", "torch.nn.modules.module.Module")) as judge:
        assert isinstance(judge.probe.request("get", "x"), torch.nn.Module)


def test_iteration_that_ends_before_its_length_is_no_answer() -> None:
    def kernel(number: int, operation: str, operands: list[Any]) -> Any:
        answers = {"get": proxied("deque"), "len": 3, "iter": proxied("iterator", number=2)}
        return answers.get(operation, Raised("builtins.StopIteration"))

    body = "assert len(x) == 3 and all(a == b for a, b in zip(x, [1, 2, 3], strict=False))"
    assert "number of its items" in verdict(body, kernel).detail
    assert "number of its items" in verdict("list(x)", kernel).detail  # here the length comes in between
    assert "number of its items" in verdict("for _ in x: pass\nlen(x)", kernel).detail


def test_a_loop_of_the_tests_is_not_ended_by_stop_iteration_from_a_call() -> None:
    def kernel(number: int, operation: str, operands: list[Any]) -> Any:
        called = Raised("builtins.StopIteration", "builtins.Exception")
        return called if operation == "call" else proxied("builtins.function", can_be_called=True)

    assert verdict("assert all(map(x, [1, 2, 3]))", kernel).message.startswith(
        "Your code raised StopIteration"
    )


RAISED = [
    "AssertionError",
    "StopIteration",
    "StopAsyncIteration",
    "GeneratorExit",
    "KeyboardInterrupt",
    "SystemExit",
]
RAISED += [
    "MemoryError",
    "RecursionError",
    "BaseException",
    "BaseExceptionGroup",
    "ExceptionGroup",
    "Warning",
]
RAISED += ["UnicodeDecodeError", "OSError", "KeyError", "print", "", "object", "__import__", "SECRET WORD"]


@pytest.mark.parametrize("name", RAISED)
def test_whatever_is_raised_fails_the_test_and_says_no_word_of_the_students(name: str) -> None:
    secret = "SECRET WORD 0.123"
    result = verdict(USE, always(Raised(f"builtins.{name}", secret, text=secret)))
    assert not result.passed
    assert "SECRET" not in result.message
    assert "0.123" not in result.message
    assert result.message.startswith("Your code raised ")


def test_raises_is_satisfied_by_the_wanted_class_and_by_nothing_worse() -> None:
    body = IMPORTS + "checks.raises(ValueError, x, 1)"

    def kernel(*names: str) -> Any:
        called = Raised(*names)
        return lambda number, operation, operands: (
            called if operation == "call" else proxied("builtins.function", can_be_called=True)
        )

    assert verdict(body, kernel("builtins.ValueError", "builtins.Exception")).passed
    for other in ("builtins.SystemExit", "builtins.Exception", "builtins.AssertionError", "numpy.ValueError"):
        assert not verdict(body, kernel(other)).passed


def test_a_tests_own_except_does_not_make_a_verdict_of_a_broken_probe() -> None:
    body = "try:\n    x(1)\nexcept Exception:\n    pass\nelse:\n    assert False"

    def kernel(last: Any) -> Any:
        return lambda number, operation, operands: (
            last if operation == "call" else proxied("builtins.function", can_be_called=True)
        )

    assert verdict(body, kernel(Raised("builtins.ValueError"))).passed
    for last in (Raw(["zz"]), Doing(lambda s: s.shutdown(socket.SHUT_RDWR)), Doing(lambda s: None)):
        assert verdict(body, kernel(last), seconds=1.0).message in PLAIN


# ---- arguments that come back


def test_a_test_input_does_not_change_under_the_test() -> None:
    def kernel(number: int, operation: str, operands: list[Any]) -> Any:
        if operation == "get":
            return proxied("builtins.function", can_be_called=True)
        value = wire.encode([number, "ok", np.zeros(3), [[0, np.zeros(3)]]], lambda value: [])
        return Doing(lambda sock: stream.send(sock, *value))

    body = "import numpy as np\ndata = np.ones(6)\ny = x(data[:3])\n"
    assert not verdict(body + "assert np.allclose(y, data[:3])", kernel).passed
    assert verdict(body + "assert (data == 1).all()", kernel).passed
    unchanged = verdict(IMPORTS + "checks.unchanged_inputs(x, np.ones(3))", kernel)
    assert "changed its argument 1" in unchanged.message


CHANGES = {
    "another's place": [[7, 1]],
    "negative place": [[-1, 1]],
    "no list": 5,
    "no pair": [[0]],
    "another shape": [[0, np.zeros(4)]],
    "another type": [[0, [1, 2]]],
    "another dtype": [[0, np.array(["a", "b", "c"])]],
}


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES.keys())
def test_changes_that_no_call_makes_are_refused(changes: Any) -> None:
    def kernel(number: int, operation: str, operands: list[Any]) -> Any:
        if operation == "get":
            return proxied("builtins.function", can_be_called=True)
        frame = wire.encode([number, "ok", 1, changes], lambda value: [])
        return Doing(lambda sock: stream.send(sock, *frame))

    assert verdict(IMPORTS + "checks.unchanged_inputs(x, np.ones(3))", kernel).message in PLAIN


# ---- malformed and oversized answers


def big(count: int) -> Raw:
    return Raw(["l", [0] * count])


OBJECT = ["obj", 5, ["a.B"], False]
MALFORMED: dict[str, Any] = {
    "wrong tag": Raw(["zz", 1]),
    "too many items": big(wire.MAX_ITEMS + 1),
    "too many tables": Raw(["l", [["ser", ["l", []]]] * (wire.MAX_ITEMS // 200)]),
    "bytearray of a size": Raw(["ba", 10**12]),
    "range of all numbers": Raw(["r", 0, 10**18, 1]),
    "range of no numbers": Raw(["r", 0.5, "x", None]),
    "number of many digits": Raw(["int", "9" * 4000]),
    "keys that collide": Raw(["s", [["int", str(i * (2**61 - 1))] for i in range(1, 20_000)]]),
    "tuples that collide": Raw(["s", [["t", [-1 - (i >> b & 1) for b in range(15)]] for i in range(2**15)]]),
    "dict keys that collide": Raw(["d", [[["int", str(i * (2**61 - 1))], 1] for i in range(1, 20_000)]]),
    "unhashable in a set": Raw(["s", [["l", []]]]),
    "unhashable key": Raw(["d", [[["l", []], 1]]]),
    "pairs that are none": Raw(["d", [[1, 2, 3]]]),
    "dict of a dict": Raw(["d", "ab"]),
    "complex of text": Raw(["c", "9" * 100_000, "1"]),
    "shape that lies": Raw(["nd", "<f8", [1 << 40], 0], b"12345678"),
    "shape of bools": Raw(["nd", "|b1", [True], 0], b"1"),
    "shape of 40 dimensions": Raw(["nd", "<f8", [1] * 40, 0], b"12345678"),
    "nothing, but wide": Raw(["nd", "<f8", [0, 1 << 28], 0], b""),
    "nothing, as a tensor": Raw(["tt", "float32", [0, 1 << 28, 1 << 28], 0, False], b""),
    "one buffer twice": Raw(["l", [["nd", "<f8", [1], 0]] * 2], b"12345678"),
    "no such buffer": Raw(["nd", "<f8", [1], 3], b"12345678"),
    "object dtype": Raw(["nd", "|O", [1], 0], b"12345678"),
    "structured dtype": Raw(["nd", "i4,i4", [1], 0], b"12345678"),
    "date dtype": Raw(["nd", "<M8", [1], 0], b"12345678"),
    "dtype of lies": Raw(["ndt", ["<f8"]]),
    "scalar of text": Raw(["ns", "<f8", "12345678"]),
    "grad of integers": Raw(["tt", "int64", [1], 0, True], b"12345678"),
    "device of text": Raw(["dev", "SECRET" * 100]),
    "unknown device": Raw(["dev", "moon:3"]),
    "huge size": Raw(["size", [1 << 60]]),
    "text of all lengths": Raw(["no", "U", [1001], ["x" * 500_000, *["y"] * 1000]]),
    "text with an object": Raw(["no", "U", [1], [OBJECT]]),
    "sparse, indices out of range": Raw(
        ["sp", True, [1, 2], ["nd", "<f8", [1], 0], ["nd", "<i4", [1], 1], ["nd", "<i4", [2], 2]],
        struct.pack("<d", 1.0), struct.pack("<i", 7), struct.pack("<2i", 0, 1),
    ),
    "sparse, negative rows": Raw(
        ["sp", True, [1, 2], ["nd", "<f8", [1], 0], ["nd", "<i4", [1], 1], ["nd", "<i4", [2], 2]],
        struct.pack("<d", 1.0), struct.pack("<i", 0), struct.pack("<2i", 1, -1),
    ),
    "sparse of objects": Raw(["sp", True, [1, 2], OBJECT, OBJECT, OBJECT]),
    "sparse and wide": Raw(
        ["sp", True, [1, 1 << 40], ["nd", "<f8", [1], 0], ["nd", "<i4", [1], 1], ["nd", "<i4", [2], 2]],
        struct.pack("<d", 1.0), struct.pack("<i", 0), struct.pack("<2i", 0, 1),
    ),
    "columns of other lengths": Raw(["df", ["a", "b"], [["l", [1]], ["l", [1, 2]]]]),
    "column of a number": Raw(["df", ["a"], [3]]),
    "series of a number": Raw(["ser", 3]),
    "object of number 0": Raw(["obj", 0, ["a.B"], False]),
    "object of a huge number": Raw(["obj", 1 << 63, ["a.B"], False]),
    "object of number true": Raw(["obj", True, ["a.B"], False]),
    "object of classes of lies": Raw(["obj", 1, [1, 2], False]),
    "object of many classes": Raw(["obj", 1, ["a.B"] * 101, False]),
    "object of nothing": Raw(["obj"]),
}  # fmt: skip


@pytest.mark.parametrize("value", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_answer_fails_the_test_with_a_plain_reason(value: Raw) -> None:
    start = time.monotonic()
    result = verdict("assert x is not x", always(value))
    assert result.message in PLAIN
    assert "the kernel's answer" in result.detail
    assert time.monotonic() - start < 20.0


ODD: dict[str, Any] = {
    "deep": Raw(["l", [["l", [["l", [["l", [["l", [1]]]]]]]]]]),
    "a flood of NaN": np.full((300, 300), np.nan),
    "infinities": [float("inf"), float("-inf"), float("nan")],
    "keys of NaN": Raw(["d", [[float("nan"), 1]] * 100]),
    "dimensions": np.zeros((1,) * 32),
    "nothing": np.zeros((0, 3)),
    "text of 2 MB": "x" * 2_000_000,
    "objects in an array": Raw(["no", "O", [2], [OBJECT, OBJECT]]),
    "objects in a table": Raw(["df", ["a"], [["l", [OBJECT, OBJECT]]]]),
    "objects in a series": Raw(["ser", ["l", [OBJECT, 1]]]),
    "an index of objects": Raw(["idx", ["l", [OBJECT, 1]]]),
    "lists in a table": Raw(["df", ["a"], [["l", [["l", [1, 2]], ["l", [3, 4]]]]]]),
    "sequences in an array": Raw(["no", "O", [2], [["l", [1, 2]], ["l", [3, 4]]]]),
    "a wild slice": Raw(["sl", 10**18, None, -1]),
    "a class by a strange name": proxied("torch.nn.\0.x", "numpy..", ".", "", "torch." * 40),
}


@pytest.mark.parametrize("value", ODD.values(), ids=ODD.keys())
def test_an_odd_but_sound_answer_is_judged_as_the_value_it_is(value: Any) -> None:
    bodies = [
        USE,
        IMPORTS + "checks.close(x, np.ones(3), name='x')",
        IMPORTS + "checks.shape(x, (3,), name='x')",
    ]
    bodies += [IMPORTS + "assert np.asarray(x).sum() == 3", IMPORTS + "assert torch.as_tensor(x).sum() == 3"]
    bodies += ["assert sorted(x) == [1, 2, 3]", "assert ''.join(x) == 'abc'", "assert x['a'] == 3"]
    for result in verdicts(bodies, always(value), seconds=1.0):
        assert not result.passed
        assert "Traceback" not in result.message


def test_reading_an_answer_asks_the_kernel_nothing() -> None:
    asked: list[str] = []

    def kernel(number: int, operation: str, operands: list[Any]) -> Any:
        asked.append(operation)
        table = ["df", ["a"], [["l", [OBJECT, ["obj", 6, ["a.B"], True]]]]]
        return Raw(["l", [table, ["no", "O", [1], [OBJECT]], ["ser", ["l", [OBJECT]]]]])

    assert verdict("assert len(x) == 3", kernel).passed
    assert asked == ["get"]


def test_a_huge_answer_and_many_large_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe, "MAX_TEST_BYTES", 3_000_000)
    answer = always(np.zeros(100_000))
    body = "kept = [x]\nfor _ in range({}): kept.append(x(1))"

    def kernel(number: int, operation: str, operands: list[Any]) -> Any:
        return proxied("builtins.function", can_be_called=True) if operation == "get" else np.zeros(100_000)

    assert verdict(body.format(2), kernel).passed
    assert "too large together" in verdict(body.format(9), kernel).detail
    assert verdict("assert x.shape == (100_000,)", answer).passed
    monkeypatch.setattr(probe, "MAX_TEST_OBJECTS", 100)
    many = Raw(["l", [["obj", i, ["a.B"], False] for i in range(1, 200)]])
    assert "too many objects" in verdict("assert len(x) == 199", always(many)).detail


def test_a_length_is_a_number_of_items() -> None:
    for length in (-1, 10**15, True, "3", 2.0, None):

        def kernel(number: int, operation: str, operands: list[Any], length: Any = length) -> Any:
            return proxied("deque") if operation == "get" else length

        assert not verdict("assert len(x) is None", kernel).passed


# ---- the protocol itself

FRAMES: dict[str, Any] = {
    "early close": lambda s: s.shutdown(socket.SHUT_RDWR),
    "another protocol": lambda s: s.sendall(b"HTTP/1.1 200 OK\r\n\r\n"),
    "a header of 2 GB": lambda s: s.sendall(struct.pack(">4sII", b"PRB1", 1 << 31, 0)),
    "a buffer of 2^60 bytes": lambda s: s.sendall(struct.pack(">4sIIQ", b"PRB1", 1, 1, 1 << 60) + b"\xc0"),
    "4 billion buffers": lambda s: s.sendall(struct.pack(">4sII", b"PRB1", 1, (1 << 32) - 1)),
    "half a frame": lambda s: (
        s.sendall(struct.pack(">4sII", b"PRB1", 100, 0)),
        s.shutdown(socket.SHUT_RDWR),
    ),
    "not msgpack": lambda s: stream.send(s, b"\xc1", []),
    "a map": lambda s: stream.send(s, b"\x81\x01\x02", []),
    "an extension": lambda s: stream.send(s, b"\xd4\x01\x00", []),
    "deep msgpack": lambda s: stream.send(s, b"\x91" * 100_000 + b"\xc0", []),
    "a million empty lists": lambda s: stream.send(s, b"\xdd\x00\x0f\x42\x40" + b"\x90" * 1_000_000, []),
    "lying array length": lambda s: stream.send(s, b"\xdd\xff\xff\xff\xff", []),
    "lying text length": lambda s: stream.send(s, b"\xdb\xff\xff\xff\xff", []),
    "no list": lambda s: stream.send(s, b"\x01", []),
    "empty header": lambda s: stream.send(s, b"", []),
    "a list of three": lambda s: stream.send(s, *wire.encode([1, 2, 3], lambda v: [])),
    "number of lies": lambda s: stream.send(s, *wire.encode([np.arange(3), "ok", 3, []], lambda v: [])),
    "kind of lies": lambda s: stream.send(s, *wire.encode([2, np.arange(3), 3, []], lambda v: [])),
    "another's answer": lambda s: stream.send(s, *wire.encode([99, "ok", 3, []], lambda v: [])),
    "unknown kind": lambda s: stream.send(s, *wire.encode([2, "great", 3, []], lambda v: [])),
    "names of lies": lambda s: stream.send(s, *wire.encode([2, "raised", [1], 3], lambda v: [])),
    "refused": lambda s: stream.send(s, *wire.encode([2, "refused", {"a": 1}, 3], lambda v: [])),
    "silence": lambda s: None,
}


@pytest.mark.parametrize("do", FRAMES.values(), ids=FRAMES.keys())
def test_broken_frames_give_a_plain_reason_and_the_next_test_one_too(
    do: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probe, "GRACE_SECONDS", 0.3)
    for result in verdicts([USE, USE], always(Doing(do)), seconds=1.0):
        assert result.message in PLAIN


def test_wrong_sequence_numbers_forever_do_not_keep_the_judge() -> None:
    done = threading.Event()

    def flood(sock: socket.socket) -> None:
        frame = wire.encode([99, "ok", 3, []], lambda value: [])
        with contextlib.suppress(OSError):
            while not done.is_set():
                stream.send(sock, *frame)

    result = verdict(USE, always(Doing(flood)), seconds=1.0)
    done.set()
    assert result.message in PLAIN
    assert "another question" in result.detail


def test_many_small_slow_answers_are_bounded_together() -> None:
    pause = threading.Event()

    def kernel(number: int, operation: str, operands: list[Any]) -> Any:
        pause.wait(0.05)
        return proxied("builtins.generator", number=number)

    start = time.monotonic()
    result = verdict("for _ in x: pass", kernel, seconds=1.0)
    assert result.message == PLAIN[3]
    assert time.monotonic() - start < 4.0


def test_a_kernel_that_does_not_read_does_not_hang_the_judge() -> None:
    def deaf(sock: socket.socket) -> None:
        tree = ["l", [2, "ok", ["obj", 1, ["builtins.function"], True], ["l", []]]]
        stream.send(sock, msgpack.packb(tree), [])
        closed = select.poll()
        closed.register(sock, select.POLLHUP)
        closed.poll()

    result = verdict("import numpy as np\nx(np.zeros(6_000_000))", always(Doing(deaf)), seconds=1.0)
    assert result.message in PLAIN
    assert "did not read" in result.detail


def test_a_large_answer_that_is_late_is_read_to_its_end_and_the_kernel_stays() -> None:
    interrupted = threading.Event()

    def slow(sock: socket.socket) -> None:
        header, buffers = wire.encode([2, "ok", np.zeros(1000), []], lambda value: [])
        whole = struct.pack(">4sIIQ", b"PRB1", len(header), 1, len(buffers[0])) + header + buffers[0]
        sock.sendall(whole[:3000])
        interrupted.wait(20)
        sock.sendall(whole[3000:])

    answers = iter([Doing(slow), 3, 3])
    with judging(lambda *request: next(answers), seconds=0.5) as judge:
        judge.probe.interrupt = interrupted.set
        source = "@test_case(points=1)\ndef test_a(x):\n    assert x == 3\n"
        tests = bundle(q1=source + source.replace("test_a", "test_b")).tests["q1"]
        late, fine = judge.question("q1", tests).tests
    assert "longer than" in late.message
    assert fine.passed


# ---- time and memory on the judge's side


LOOPS = {
    "in Python": "while True: pass",
    "that catches exceptions": "while True:\n    try:\n        x + 1\n    except Exception:\n        pass",
    "over a student's number": "total = 0\nfor i in range(x): total += i",
}


@pytest.mark.parametrize("body", LOOPS.values(), ids=LOOPS.keys())
def test_a_loop_in_the_judge_is_stopped_and_the_next_test_runs(
    body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.judge.judge._SLACK_SECONDS", -1.0)
    looping, fine = verdicts([body, "assert x == 10**15"], always(10**15), seconds=1.0)
    assert looping.message == PLAIN[4]
    assert fine.passed


def test_somebody_elses_timer_and_limits_are_as_before() -> None:
    import signal

    before = signal.getsignal(signal.SIGALRM), resource.getrlimit(resource.RLIMIT_DATA)
    left = signal.getitimer(signal.ITIMER_REAL)[0]
    with pytest.raises(bounds.JudgeLate), bounds.bounded(0.05):
        threading.Event().wait(30)
    assert (signal.getsignal(signal.SIGALRM), resource.getrlimit(resource.RLIMIT_DATA)) == before
    assert bool(signal.getitimer(signal.ITIMER_REAL)[0]) == bool(left)


HUNGRY = {
    "bytes": "b'0' * x",
    "a list": "[0] * x",
    "an array": "import numpy as np\nnp.ones(x)",
    "a tensor": "import torch\ntorch.ones(x)",
    "a table of all with all": "import numpy as np\na = np.ones(x // 100_000)\na[:, None] - a[None]",
}


@pytest.mark.parametrize("body", HUNGRY.values(), ids=HUNGRY.keys())
def test_a_number_of_the_students_does_not_take_the_machines_memory(body: str) -> None:
    result = verdict(body, always(20_000_000_000))
    assert result.message == PLAIN[0]
    assert "memory" in result.detail.lower()


# ---- no text of the kernel's in a message

SECRET = "Wachsamkeit 9137"
LEAKS = {
    "as it is": ("f'`x` is {x}'", SECRET),
    "quoted": ("f'`x` is {x!r}'", 'Wachsam\nkeit\'s "9137"'),
    "in pieces": ("'`x` is ' + ' '.join(x)", ["Wach", "sam", "keit"]),
    "in a list": ("f'`x` is {x}'", [[SECRET], {SECRET: SECRET}]),
    "changed": ("f'`x` is {x[0].upper()} {x[0][2:9]} {x[0][::-1]}'", [SECRET]),
    "bytes": ("f'`x` is {x}'", SECRET.encode()),
    "bytearray": ("f'`x` is {x.decode()}'", bytearray(SECRET.encode())),
    "an array of texts": ("f'`x` is {x}'", np.array([SECRET])),
    "an array of objects": ("f'`x` is {x}'", np.array([SECRET, None], dtype=object)),
    "a table": ("f'`x` is {x}'", Raw(["df", [SECRET], [["l", [SECRET]]]])),
    "bytes of an array": ("f'`x` is {x.tobytes().decode()}'", np.frombuffer(SECRET.encode(), np.uint8)),
    "letters of an array": (
        "f'`x` is {bytes(x.tolist()).decode()}'",
        np.frombuffer(SECRET.encode(), np.uint8),
    ),
    "an object": ("f'`x` is {x!r}'", proxied(f"{SECRET}.{SECRET}")),
    "its class": ("f'`x` is {x.__class__.__name__} {type(x).__name__}'", proxied(f"torch.{SECRET}", SECRET)),
}


@pytest.mark.parametrize(("message", "value"), LEAKS.values(), ids=LEAKS.keys())
def test_no_text_of_the_kernels_gets_into_a_message(message: str, value: Any) -> None:
    result = verdict(f"assert False, {message}", always(value))
    assert result.message.startswith("`x` is ")
    for part in ("wach", "sam", "keit", "tie", "mas"):
        assert part not in result.message.lower()


def test_an_object_is_no_message_and_breaks_nothing() -> None:
    for said in ("Wachsamkeit", 5, Raised("builtins.SystemExit"), Raw(["zz"]), Doing(lambda s: s.close())):

        def kernel(number: int, operation: str, operands: list[Any], said: Any = said) -> Any:
            return proxied("a.B") if operation == "get" else said

        result = verdict("assert x is None, x", kernel)
        assert not result.passed
        assert result.message in ("The answer is not right yet.", "…")


def test_numbers_in_messages_have_few_digits() -> None:
    for value, said in ((0.12345678901234567, "0.123457"), (10**40, "…"), (12345, "12345"), (1e-7, "1e-07")):
        assert verdict("assert False, f'`x` is {x}'", always(value)).message == f"`x` is {said}"


def test_where_too_much_text_came_a_message_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.judge.texts._MAX_CHARACTERS", 1000)
    result = verdict("assert False, f'`x` has {len(x)} letters'", always("x" * 2000))
    assert result.message == "The answer is not right yet."


def test_before_the_first_hidden_test_a_message_may_quote() -> None:
    result = verdict("assert x == 'right', f'`x` is {x!r}'", always("wrong, I fear"), hidden=False)
    assert result.message == "`x` is 'wrong, I fear'"

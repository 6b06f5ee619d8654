"""The probe and its proxies, against an agent in a thread: a test reads as if the objects were here."""

from __future__ import annotations

import contextlib
import copy
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
import scipy.sparse
import torch
from labkit.place import arguments_come_back, importing_from, there

from autograder.judge import KernelGone, Probe, make_proxy, remote_of
from autograder.judge.probe import BadAnswer, RemoteError, TimedOut
from autograder.judge.proxy import Namespace, importer
from autograder.kernel import agent as agents
from autograder.kernel import stream, wire


def make_probe(sock: socket.socket, **hooks: Callable[[], None]) -> Probe:
    actions = {"interrupt": lambda: None, "kill": lambda: None, **hooks}
    return Probe(sock, make_proxy=make_proxy, remote_of=remote_of, **actions)


@pytest.fixture
def namespace(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Namespace]]:
    """Runs a student's code and gives its namespace through a probe."""
    monkeypatch.setattr(agents, "_interruptible", contextlib.nullcontext)  # signals need the main thread
    for name in [name for name in sys.modules if name.startswith("labkit")]:
        monkeypatch.setitem(sys.modules, name, sys.modules[name])  # put back whatever the agent loads
    sockets: list[socket.socket] = []
    threads: list[threading.Thread] = []

    def start(code: str) -> Namespace:
        ours, theirs = socket.socketpair()
        sockets.extend((ours, theirs))
        variables: dict[str, Any] = {}
        exec(code, variables)
        agent = agents.Agent(theirs, variables)

        def serve() -> None:
            while agent.answer():
                pass

        threads.append(threading.Thread(target=serve))
        threads[-1].start()
        return Namespace(make_probe(ours))

    yield start
    for sock in sockets:
        with contextlib.suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)
    for thread in threads:
        thread.join()
    for sock in sockets:
        sock.close()


def test_data_comes_by_value_and_a_missing_name_is_none(namespace: Any) -> None:
    env = namespace("x = [1, {'a': (2.5, None)}]")
    assert env.get("x") == [1, {"a": (2.5, None)}]
    assert env.get("y") is None
    assert "x" in env
    assert "y" not in env


def test_a_module_can_be_used_as_usual(namespace: Any) -> None:
    env = namespace("import torch\nmodel = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.Dropout(0.5))")
    model = env["model"]
    assert isinstance(model, torch.nn.Module)
    assert isinstance(model, torch.nn.Sequential)
    assert not isinstance(model, dict)
    model.eval()
    assert model.training is False
    y = model(torch.ones(4, 3))
    assert isinstance(y, torch.Tensor)
    assert y.shape == (4, 2)
    weights = model.state_dict()
    assert torch.allclose(y.detach(), torch.ones(4, 3) @ weights["0.weight"].T + weights["0.bias"])
    assert len(model) == 2
    assert isinstance(model[1], torch.nn.Dropout)
    assert model[0] is model[0]
    assert [type(p) for p in model.parameters()] == [torch.Tensor, torch.Tensor]
    model.load_state_dict({name: torch.zeros_like(w) for name, w in weights.items()})
    assert not model(torch.ones(1, 3)).any()
    model.new_attribute = 5
    assert model.new_attribute == 5


def test_functions_generators_and_context_managers(namespace: Any) -> None:
    env = namespace("def f(a, *rest, k=0):\n    return a + sum(rest) + k\ndef g():\n    yield from range(3)")
    assert callable(env["f"])
    assert env["f"](1, 2, 3, k=4) == 10
    assert list(env["g"]()) == [0, 1, 2]
    with importing_from(importer(env.probe)):
        remote_torch = there("torch")
        with remote_torch.no_grad():
            assert remote_torch.is_grad_enabled() is False
        assert there("operator").add(1, 2) == 3


def test_labkit_goes_over_as_source_whatever_the_student_made_of_it(namespace: Any) -> None:
    env = namespace("import labkit.place, sys\nsys.modules['labkit.place'] = None")
    with importing_from(importer(env.probe)):
        assert callable(there("labkit.place").there)


def test_a_module_sent_as_source_stays_the_same_in_a_test_and_its_objects_can_be_pickled(
    namespace: Any,
) -> None:
    env = namespace("import pickle, torch\ndef copy(x): return pickle.loads(pickle.dumps(x))")
    with importing_from(importer(env.probe)):
        recorder = there("labkit.instruments").TrainingRecorder(there("torch.nn").Linear(2, 2))
        assert there("labkit.instruments") is there("labkit.instruments")
        assert env["copy"](recorder).training is True
        first = there("labkit.instruments")
        env.probe.forget()
        assert there("labkit.instruments") is not first


def test_arguments_that_a_call_changes_are_changed_here_too(namespace: Any) -> None:
    code = "def f(l, d, a, t, deep):\n    l.append(3); d['k'] = 1; a[0] = 9; t.mul_(2); deep[0][0] = -1\n"
    code += "def g(x): return x"
    env = namespace(code)
    items, table, array, tensor, deep = [1], {"x": 0}, np.zeros(2), torch.ones(2), [np.ones(2)]
    inner = deep[0]
    before = copy.deepcopy((items, table, array, tensor, deep))
    env["f"](items, table, array, tensor, deep=deep)
    assert str((items, table, array, tensor, deep)) == str(before)  # nothing changes that nobody asked about
    with arguments_come_back():
        env["f"](items, table, array, tensor, deep=deep)
    assert (items, table) == ([1, 3], {"x": 0, "k": 1})
    assert array.tolist() == [9, 0]
    assert tensor.tolist() == [2, 2]
    assert inner.tolist() == [-1, 1]
    with arguments_come_back():
        env["g"](array)
    assert array.tolist() == [9, 0]


def test_items_that_change_places_are_seen_to_have_done_so(namespace: Any) -> None:
    env = namespace("def turn(items, table):\n    items.reverse()\n    table['a'] = table.pop('b')")
    items, table = [np.zeros(2), np.ones(3), (1, [2])], {"a": np.zeros(2), "b": np.ones((2, 2))}
    with arguments_come_back():
        env["turn"](items, table)
    assert items[0] == (1, [2])
    assert [item.tolist() for item in items[1:]] == [[1, 1, 1], [0, 0]]
    assert {key: item.tolist() for key, item in table.items()} == {"a": [[1, 1], [1, 1]]}


def test_a_sparse_matrix_that_a_call_changes_is_changed_here_too(namespace: Any) -> None:
    env = namespace(
        "def ones(x): x.data[:] = 1\n"
        "def drop(x):\n    x.data[0] = 0\n    x.eliminate_zeros()\n"
        "def look(x): return x.sum()"
    )
    for kind in (scipy.sparse.csr_matrix, scipy.sparse.csr_array):
        x = kind(np.array([[0, 2, 3], [4, 0, 0]]))
        assert env["look"](x) == 9
        assert (x.toarray() == [[0, 2, 3], [4, 0, 0]]).all()
        with arguments_come_back():
            env["ones"](x)
        assert (x.toarray() == [[0, 1, 1], [1, 0, 0]]).all()
        with arguments_come_back():
            env["drop"](x)
        assert (x.toarray() == [[0, 0, 1], [1, 0, 0]]).all()
        assert x.nnz == 2


def test_exceptions_arrive_as_their_nearest_builtin_class(namespace: Any) -> None:
    env = namespace(
        "class Odd(KeyError): pass\ndef f(): raise Odd('secret')\ndef g(): raise SystemExit(3)\n"
        "def h(): b'\\xff'.decode()\nbad = object()"
    )
    with pytest.raises(KeyError) as caught:
        env["f"]()
    assert isinstance(caught.value, RemoteError)
    with pytest.raises(RemoteError) as stopped:
        env["g"]()
    assert "builtins.SystemExit" in stopped.value.kernel_names
    with pytest.raises(ValueError, match="utf-8"):
        env["h"]()
    assert not hasattr(env["bad"], "missing")
    with pytest.raises(TypeError):
        env["bad"]["x"]


def test_what_cannot_travel_is_refused_before_it_is_sent(namespace: Any) -> None:
    env = namespace("def f(x): return x")
    with pytest.raises(wire.NotData, match="there"):
        env["f"](lambda: 1)
    assert env["f"](2) == 2


def test_numpy_and_torch_do_not_take_a_proxy_for_an_array(namespace: Any) -> None:
    env = namespace(
        "class A:\n    __array_interface__ = {}\n    def __array__(self, *a, **k): return [1]\na = A()"
    )
    with pytest.raises(TypeError, match="no array"):
        np.asarray(env["a"], dtype=object)
    with pytest.raises(TypeError):
        torch.equal(env["a"], torch.ones(1))


def hostile(
    answer: Callable[[socket.socket], None], **hooks: Callable[[], None]
) -> tuple[Probe, socket.socket]:
    """A probe whose other end reads one request and then answers as it likes."""
    ours, theirs = socket.socketpair()

    def serve() -> None:
        stream.receive(theirs)
        answer(theirs)

    threading.Thread(target=serve, daemon=True).start()
    return make_probe(ours, **hooks), theirs


def reply(sock: socket.socket, tree: object) -> None:
    header, buffers = wire.encode(tree, lambda value: ["zz"])
    stream.send(sock, header, buffers)


HOSTILE: dict[str, tuple[Callable[[socket.socket], Any], type[Exception]]] = {
    "early close": (lambda s: s.close(), KernelGone),
    "not a frame": (lambda s: s.sendall(b"HTTP/1.1 200 OK\r\n\r\n"), KernelGone),
    "huge header": (lambda s: s.sendall(struct.pack(">4sII", b"PRB1", 1 << 31, 0)), KernelGone),
    "huge buffer": (lambda s: s.sendall(struct.pack(">4sIIQ", b"PRB1", 1, 1, 1 << 60)), KernelGone),
    "half a frame": (
        lambda s: (s.sendall(struct.pack(">4sII", b"PRB1", 100, 0) + b"x"), s.close()),
        KernelGone,
    ),
    "not msgpack": (lambda s: stream.send(s, b"\xc1", []), BadAnswer),
    "unknown kind": (lambda s: reply(s, [1, "great", 1, 1]), BadAnswer),
    "unknown tag": (lambda s: reply(s, [1, "ok", object(), []]), BadAnswer),
    "error names of lies": (lambda s: reply(s, [1, "raised", [1, 2], "x"]), BadAnswer),
    "raise of a class that is none": (
        lambda s: reply(s, [1, "raised", ["builtins.print"], "x"]),
        RemoteError,
    ),
}


@pytest.mark.parametrize(("answer", "expected"), HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_answers_give_a_plain_error(answer: Any, expected: type[Exception]) -> None:
    probe, theirs = hostile(answer)
    with probe.limit(5.0), pytest.raises(expected):
        probe.request("get", "x")
    probe.sock.close()
    theirs.close()


def test_a_slow_drip_ends_at_the_deadline_and_kills_the_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.judge.probe.GRACE_SECONDS", 0.2)
    killed = threading.Event()
    done = threading.Event()

    def drip(sock: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while not done.wait(0.02):
                sock.sendall(b"P")

    probe, theirs = hostile(
        lambda s: (s.sendall(struct.pack(">4sII", b"PRB1", 1 << 20, 0)), drip(s)), kill=killed.set
    )
    begin = time.monotonic()
    with probe.limit(0.3), pytest.raises(KernelGone):
        probe.request("get", "x")
    done.set()
    assert killed.is_set()
    assert time.monotonic() - begin < 5.0
    probe.sock.close()
    theirs.close()


def test_a_late_answer_after_the_interrupt_is_a_time_out_and_the_probe_goes_on() -> None:
    ours, theirs = socket.socketpair()
    interrupted = threading.Event()

    def serve() -> None:
        stream.receive(theirs)
        interrupted.wait(10)
        reply(theirs, [1, "raised", ["builtins.KeyboardInterrupt"], ""])
        stream.receive(theirs)
        reply(theirs, [2, "ok", "alive", []])

    thread = threading.Thread(target=serve)
    thread.start()
    probe = make_probe(ours, interrupt=interrupted.set)
    with probe.limit(0.2), pytest.raises(TimedOut):
        probe.request("get", "x")
    with probe.limit(5.0):
        assert probe.request("get", "x") == "alive"
    thread.join()
    ours.close()
    theirs.close()

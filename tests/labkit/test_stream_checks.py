"""Checks of memory and streams: each with answers that pass and that fail, here and in another process."""

import socket
import subprocess
import sys
import textwrap
from collections import Counter

import pytest
from labkit import checks
from labkit.place import importing_from

from autograder.judge.probe import Probe
from autograder.judge.proxy import Namespace, importer, make_proxy, remote_of

LINES = [f"word {i}" for i in range(500)]
COUNTS = Counter(word for line in LINES for word in line.split())

ANSWERS = textwrap.dedent("""
    import itertools
    from collections import Counter

    import numpy as np

    def streaming(lines, *more):
        counts = Counter()
        for line in lines:
            counts.update(line.split())
        return counts

    def in_batches(lines):
        lines, counts = iter(lines), Counter()
        while batch := list(itertools.islice(lines, 10_000)):
            counts.update(" ".join(batch).split())
        return counts

    def chained(lines):
        return Counter(itertools.chain.from_iterable(map(str.split, lines)))

    def listed(lines):
        return streaming(list(lines))

    def all_tokens(lines):
        return Counter([token for line in lines for token in line.split()])

    def one_text(lines):
        text = ""
        for line in lines:
            text += line + " "
        return Counter(text.split())

    def in_an_array(lines):
        return streaming(np.array(list(lines)))

    def the_start(lines):
        return streaming(itertools.islice(lines, 100))

    def peeks(lines):
        next(iter(lines))
        return streaming(lines)

    def twice(lines):
        n = sum(1 for line in lines)
        return streaming(lines)

    def by_index(lines):
        return streaming(lines[i] for i in range(len(lines)))

    def broken(lines):
        raise KeyError("a sentence of the student's")

    def small(n):
        return np.zeros(n) + 1

    def dense(n):
        return np.zeros((n, 1000)) + 1
    """)
KERNEL = """
import socket, sys
from autograder.kernel.agent import Agent
namespace = {}
exec(sys.stdin.read(), namespace)
agent = Agent(socket.socket(fileno=int(sys.argv[1])), namespace)
while agent.answer():
    pass
"""


def fails(words: str):
    return pytest.raises(AssertionError, match=words)


@pytest.fixture(scope="module")
def here():
    names = {}
    exec(ANSWERS, names)
    return names


@pytest.fixture(scope="module")
def probe():
    """A probe into another process, in which the same answers live, as the judge sees them: through proxies."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        command = [sys.executable, "-c", KERNEL, str(theirs.fileno())]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, text=True, pass_fds=[theirs.fileno()]
        ) as process:
            theirs.close()
            process.stdin.write(ANSWERS)
            process.stdin.close()
            probe = Probe(
                ours, interrupt=process.kill, kill=process.kill, make_proxy=make_proxy, remote_of=remote_of
            )
            with probe.limit(600):  # for all tests of this module
                yield probe
            ours.shutdown(socket.SHUT_RDWR)


@pytest.fixture(params=["here", "afar"])
def answers(request):
    if request.param == "here":
        yield request.getfixturevalue("here")
        return
    probe = request.getfixturevalue("probe")
    with importing_from(importer(probe)):
        yield Namespace(probe)


@pytest.mark.parametrize("name", ["streaming", "in_batches", "chained"])
def test_consumes_stream_once_should_pass(answers, name):
    checks.consumes_stream_once(answers[name], LINES, expected=COUNTS)
    times_400 = {word: 400 * n for word, n in COUNTS.items()}
    checks.consumes_stream_once(answers[name], LINES, repeats=400, megabytes=8, expected=times_400)


def test_consumes_stream_once_hands_on_arguments(answers):
    checks.consumes_stream_once(answers["streaming"], LINES, {"the"}, expected=COUNTS)


@pytest.mark.parametrize("name", ["listed", "all_tokens", "in_an_array", "one_text"])
def test_consumes_stream_once_should_fail_for_what_is_held(answers, name):
    checks.consumes_stream_once(answers[name], LINES, expected=COUNTS)  # a short stream fits
    with fails("takes more than 8 MB of memory for a stream of 400000 lines, but should need no more"):
        checks.consumes_stream_once(answers[name], LINES, repeats=800, megabytes=8)


def test_consumes_stream_once_should_fail(answers):
    with fails("^Count reads 100 of 1000 lines of a stream, but should read it to its end") as info:
        checks.consumes_stream_once(answers["the_start"], LINES, repeats=2, name="count")
    assert "word" not in str(info.value)
    for name in ("peeks", "twice"):
        with fails("something else for a stream of 1000 lines"):
            checks.consumes_stream_once(
                answers[name], LINES, repeats=2, expected={k: 2 * n for k, n in COUNTS.items()}
            )
    with fails("raised TypeError"):
        checks.consumes_stream_once(answers["by_index"], LINES)
    with fails("raised KeyError") as info:
        checks.consumes_stream_once(answers["broken"], LINES)
    assert "student's" not in str(info.value)
    with fails("`count` is not there yet"):
        checks.consumes_stream_once(None, LINES, name="count")


def test_memory_below(answers):
    checks.memory_below(answers["small"], 10_000, megabytes=1)
    checks.memory_below(answers["streaming"], LINES, megabytes=1)
    with fails(r"^Dense\(n\) takes 3\.8\d+ MB of memory, but should stay below 1 MB: keep it sparse\.$"):
        checks.memory_below(answers["dense"], 500, megabytes=1, name="dense(n)", why="keep it sparse")
    with fails("raised KeyError"):
        checks.memory_below(answers["broken"], 500, megabytes=1)

"""Tokens are the same however the code looks, and there are some of any code."""

from __future__ import annotations

import time

import pytest

from autograder.report.insight.tokens import MAX_CHARACTERS, tokens_of
from tests.insight.copying import shuffled

CODE = '''
class Net(nn.Module):
    """A network."""

    def __init__(self, hidden):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(2, hidden), nn.Linear(hidden, 1)])

    def forward(self, x):
        for layer in self.layers:
            x = torch.relu(layer(x))  # rectified
        return x.view(-1)
'''


def kinds(code: str) -> list[str]:
    return [token.kind for token in tokens_of(code)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("total = a + b", "s = x + y"),
        ("f(1, 2.5)", "f(3, 4e-2)"),
        ("print('a')", 'print("another")'),
        ("print('a' 'b')", "print('ab')"),
        ("a = 1  # one\n\n\nb = 2", "a = 1; b = 2"),
        ("if a:\n    b = f(c,\n          d)", "if a:\n  b = f(c, d)"),
        ("x = [\n    a,\n    b,\n]", "x = [a, b]"),
        ("%matplotlib inline\n!ls\nx = 1\nx?\n", "x = 1"),
        ("x = 1\r\ny = 2\r\n", "x = 1\ny = 2\n"),
        ("def f(a):\n    '''Says what.'''\n    return a", "def g(b):\n    return b"),
        (CODE, shuffled(CODE)),
    ],
)
def test_looks_make_no_difference(one: str, other: str) -> None:
    assert kinds(one) == kinds(other) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a + b", "a - b"),
        ("x.sum()", "x.mean()"),
        ("max(a)", "min(a)"),
        ("nn.Linear(2, 1)", "nn.Conv2d(2, 1)"),
        ("for a in b: pass", "while a: pass"),
        ("f(a)", "f('a')"),
        ("a = 'x'; b", "a; b"),
    ],
)
def test_what_a_program_does_makes_one(one: str, other: str) -> None:
    assert kinds(one) != kinds(other)


def test_a_name_that_the_code_defines_itself_is_like_any_other() -> None:
    assert kinds("self.rate = 1\nprint(self.rate)") == kinds("this.speed = 1\nprint(this.speed)")
    assert kinds("def half(x): pass\nm.half(1)") == kinds("def part(x): pass\nm.part(1)")


@pytest.mark.parametrize(
    "broken",
    [
        "def f(:\n    return 1\n",
        "x = (1,\n",
        '"""never closed\n',
        "'never closed\n",
        "  x = 1\n y = 2\n",
        "\tx\n        y\n",
        "a\x00b\n\ud800\n€ $ ? §\n",
    ],
)
def test_of_broken_code_what_can_be_read_stays(broken: str) -> None:
    after = kinds(broken + "total = sum(values)\n")
    assert after[-4:] == ["sum", "(", "name", ")"]


@pytest.mark.parametrize("part", ["(", '"""\n', "'''\n'''a'''\n", "  a\n b\n", "\\\n", "if a:\n", "\x0c"])
def test_hostile_code_takes_no_time(part: str) -> None:
    """The slowest of these takes a second; what grows with the square of the length would take hours."""
    start = time.process_time()
    tokens_of(part * MAX_CHARACTERS)
    assert time.process_time() - start < 10


def test_lines_are_those_of_the_code() -> None:
    assert [(t.kind, t.line) for t in tokens_of("%magic\n\nx = (1,\n  y)")] == [
        ("name", 2),
        ("=", 2),
        ("(", 2),
        ("number", 2),
        (",", 2),
        ("name", 3),
        (")", 3),
    ]

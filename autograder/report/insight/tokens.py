"""A student's code as tokens that renaming, reformatting and commenting leave as they are."""

from __future__ import annotations

import builtins
import io
import keyword
import token
import tokenize
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

MAX_CHARACTERS = 60_000  # of one submission's code
_MAX_BREAKS = 50  # how often reading goes on after a place that cannot be read
_BUILTINS = frozenset(dir(builtins))
_NAME, _NUMBER, _TEXT = "name", "number", "text"
_CLOSING = (")", "]", "}")
_SILENT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
    tokenize.TYPE_COMMENT,
    *(getattr(token, name) for name in ("FSTRING_MIDDLE", "FSTRING_END") if hasattr(token, name)),
}
_TEXTS = {tokenize.STRING, getattr(token, "FSTRING_START", tokenize.STRING)}


class Token(NamedTuple):
    """What is compared, and the line that it is on, counted from 0."""

    kind: str
    line: int


class _Raw(NamedTuple):
    type: int
    text: str
    line: int


def tokens_of(code: str) -> list[Token]:
    """The tokens of code in any state: broken code gives those that can be read, magics give none.

    Names that the student may choose are all alike, and so are numbers and texts. What the language and its
    libraries give stays: keywords, operators, built-in functions that are called, and attributes (`.view`) but
    for those that this code itself defines. Comments, docstrings, layout, `;` and trailing commas are dropped.
    """
    raw = [item for item in _raw_tokens(_without_magics(code[:MAX_CHARACTERS])) if item.type not in _SILENT]
    own = _defined(raw)
    return [
        Token(_kind(raw, at, own), item.line)
        for at, item in enumerate(raw)
        if item.type != tokenize.NEWLINE and item.text != ";"
        if not _is_docstring(raw, at) and not _is_trailing_comma(raw, at) and not _is_continued(raw, at)
    ]


def _without_magics(code: str) -> str:
    """The code with an empty line for each line that is IPython's."""
    lines = code.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("" if _is_magic(line.strip()) else line for line in lines)


def _is_magic(line: str) -> bool:
    return line.startswith(("%", "!", "?")) or line.endswith("?")


def _raw_tokens(code: str) -> Iterator[_Raw]:
    """Python's own tokens; after a place that it refuses, reading goes on in a later line."""
    lines = code.split("\n")
    start = 0
    for _ in range(_MAX_BREAKS):
        text = io.StringIO("\n".join(lines[start:]) + "\n")
        try:
            for item in tokenize.generate_tokens(text.readline):
                yield _Raw(item.type, item.string, start + item.start[0] - 1)
            return
        except tokenize.TokenError as error:
            start += error.args[1][0]
        except SyntaxError as error:  # of indentation
            start += max((error.lineno or 1) - 1, 1)
        yield _Raw(tokenize.NEWLINE, "", start)


def _defined(raw: Sequence[_Raw]) -> set[str]:
    """The names that `def`, `class` and assignments to attributes define."""
    names = {after.text for item, after in pairwise(raw) if item.text in ("def", "class")}
    return names | {
        name.text
        for dot, name, sign in zip(raw, raw[1:], raw[2:], strict=False)
        if dot.text == "." and sign.text == "="
    }


def _kind(raw: Sequence[_Raw], at: int, own: set[str]) -> str:
    item = raw[at]
    if item.type in _TEXTS:
        return _TEXT
    if item.type == tokenize.NUMBER:
        return _NUMBER
    if item.type != tokenize.NAME or keyword.iskeyword(item.text):
        return item.text
    is_attribute = at > 0 and raw[at - 1].text == "." and item.text not in own
    is_called = at + 1 < len(raw) and raw[at + 1].text == "("
    kept = is_attribute or (is_called and item.text in _BUILTINS)
    return item.text if kept else _NAME


def _is_docstring(raw: Sequence[_Raw], at: int) -> bool:
    """Whether a text is a statement by itself."""
    begins = at == 0 or raw[at - 1].type == tokenize.NEWLINE
    ends = at + 1 == len(raw) or raw[at + 1].type == tokenize.NEWLINE
    return raw[at].type in _TEXTS and begins and ends


def _is_trailing_comma(raw: Sequence[_Raw], at: int) -> bool:
    return raw[at].text == "," and at + 1 < len(raw) and raw[at + 1].text in _CLOSING


def _is_continued(raw: Sequence[_Raw], at: int) -> bool:
    """Whether a text only goes on with the one before it."""
    return at > 0 and raw[at].type in _TEXTS and raw[at - 1].type in _TEXTS

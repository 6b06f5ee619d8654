"""Finds what a student wrote to the questions that people read, whatever became of the notebook's cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from autograder.bundle import Bundle, GivenCell
from autograder.outcomes import Answer

MAX_CHARACTERS = 20_000
CUT = "\n… (cut here: the answer is longer than {limit} characters)"
ELSEWHERE = "(found elsewhere in the notebook)"
_COMMENTS = re.compile(r"<!-- (?:BEGIN|END) QUESTION -->")
_POINTS = re.compile(r"^_Points:_ [\d.]+\s*$", re.MULTILINE)
_COLOURS = re.compile(r"\x1b\[[0-9;:?]*[ -/]*[@-~]")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def find_answers(cells: Sequence[Any], bundle: Bundle) -> tuple[Answer, ...]:
    """The answers in a notebook's cells, in the order of the questions.

    An answer is all that stands between the nearest cells around it that were handed out: so answers are found
    that were split into several cells, written below the cell meant for them, or into the question's own cell.
    Cells handed out are known again by their ids, else by their texts. Where nothing is found, all texts that
    the student added anywhere are the answer, for people to judge.
    """
    if not bundle.manual:
        return ()
    texts = [readable(str(cell.source)) for cell in cells]
    known = _known(bundle.cells, [cell.get("id") for cell in cells], texts)
    found = {
        name: _parts(bundle.cells, set(manual.cells), known, texts) for name, manual in bundle.manual.items()
    }
    claimed = {*known.values(), *(now for parts in found.values() for now in parts)}
    rest = [now for now, cell in enumerate(cells) if cell.cell_type == "markdown" and now not in claimed]
    elsewhere = [text for text in (_added(texts[now], "") for now in rest) if text]
    answers = []
    for question, manual in bundle.manual.items():
        parts = list(found[question].values()) or ([ELSEWHERE, *elsewhere] if elsewhere else [])
        answers.append(Answer(question, manual.points, _bounded("\n\n".join(parts))))
    return tuple(answers)


def no_answers(bundle: Bundle) -> tuple[Answer, ...]:
    """Those of a notebook that cannot be read."""
    return tuple(Answer(question, manual.points) for question, manual in bundle.manual.items())


def _known(given: Sequence[GivenCell], ids: Sequence[Any], texts: Sequence[str]) -> dict[int, int]:
    """The number of each handed-out cell that is still there, with its number now."""
    count = Counter(name for name in ids if isinstance(name, str))
    where = {name: now for now, name in enumerate(ids) if count.get(name) == 1}
    known = {number: where[cell.id] for number, cell in enumerate(given) if cell.id in where}
    numbers = [number for number in range(len(given)) if number not in known]
    taken = set(known.values())
    free = [now for now in range(len(texts)) if now not in taken]
    theirs, ours = [_plain(given[n].text) for n in numbers], [_plain(texts[now]) for now in free]
    for block in SequenceMatcher(None, theirs, ours, autojunk=False).get_matching_blocks():
        known.update((numbers[block.a + step], free[block.b + step]) for step in range(block.size))
    return known


def _parts(
    given: Sequence[GivenCell], own: set[str], known: Mapping[int, int], texts: Sequence[str]
) -> dict[int, str]:
    """The pieces of an answer by the numbers of their cells, in order; `own` are the ids of its given cells."""
    numbers = [number for number, cell in enumerate(given) if cell.id in own]
    before = max((n for n in known if n < numbers[0]), default=None)
    after = min((n for n in known if n > numbers[-1]), default=None)
    here = {known[n] for n in numbers if n in known}
    if before is not None or after is not None:
        first = -1 if before is None else known[before]
        last = len(texts) if after is None else known[after]
        here |= set(range(first + 1, last)) - set(known.values())
    if before == numbers[0] - 1:  # the question's text
        here.add(known[before])
    if after is not None and not _COMMENTS.sub("", given[after].text).strip():  # the comment that ends it
        here.add(known[after])
    origin = {now: given[number].text for number, now in known.items()}
    lost = [readable(given[n].text) for n in numbers if n not in known]
    for now in here - origin.keys():
        origin[now] = next((text for text in lost if text in texts[now]), "")
    parts = {now: _added(texts[now], origin[now]) for now in sorted(here)}
    return {now: part for now, part in parts.items() if part}


def _added(text: str, given: str) -> str:
    """What a student added to a cell, or the whole cell where more was changed than that."""
    text, given = _COMMENTS.sub("", text).strip(), readable(_COMMENTS.sub("", given)).strip()
    if _plain(text) == _plain(given) or set(text) <= set(". \n"):
        return ""
    return text.replace(given, "", 1).strip() if given and given in text else text


def _plain(text: str) -> str:
    """A cell's text, as it is the same in the notebook as handed out and as solved."""
    plain = " ".join(_POINTS.sub("", _COMMENTS.sub("", text)).split())
    return plain or text.strip()


def readable(text: str) -> str:
    """The text without what no page can show: colours of terminals, control characters, halves of characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()
    return _UNSEEN.sub("", _COLOURS.sub("", text))


def _bounded(text: str) -> str:
    return text if len(text) <= MAX_CHARACTERS else text[:MAX_CHARACTERS] + CUT.format(limit=MAX_CHARACTERS)

"""All that a class handed in, whichever systems it comes from: read, told apart, named, matched with the roster."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from autograder.errors import CourseError
from autograder.matching import identify
from autograder.people import HandIn, Roster
from autograder.submissions.handed import Handed, read_submission
from autograder.submissions.notebooks import Wanted
from autograder.submissions.opening import MEND, TITLES, Format, Opened, opened
from autograder.submissions.submission import LeftOut, Submission, numbered_id, printable

Keep = Literal["last", "best"]


@dataclass(frozen=True)
class Source:
    """One path that was named, what it turned out to be, and how many hand-ins it holds."""

    path: Path
    format: str
    size: int

    @property
    def title(self) -> str:
        single = self.format == "folder" and self.size == 1 and self.path.is_file()
        return "single file" if single else TITLES[self.format]


@dataclass(frozen=True)
class Collected:
    """What is to be graded, and all there is to tell about it.

    With `keep="best"`, `submissions` has all attempts of an id, and `attempts` the hand-in of each.
    """

    submissions: tuple[Submission, ...]
    hand_ins: Mapping[str, HandIn]  # by submission; of several attempts, the last
    left_out: tuple[LeftOut, ...] = ()
    sources: tuple[Source, ...] = ()
    resubmitted: tuple[str, ...] = ()  # ids
    strangers: tuple[str, ...] = ()  # ids of submissions of people who are not on the roster
    notes: tuple[str, ...] = ()  # what somebody should look into
    attempts: Mapping[tuple[str, int], HandIn] = field(default_factory=dict)


@dataclass(frozen=True)
class _Item:
    """A hand-in that was read. `identity`: of its files, the same if they are read twice."""

    format: str
    handed: Handed
    submission: Submission
    place: int  # of the path that it came from
    path: Path
    identity: Hashable

    @property
    def when(self) -> tuple[str, int, int]:
        return self.handed.at, self.handed.order, self.place


def find_submissions(paths: Sequence[Path]) -> list[Submission]:
    """All submissions under `paths`, by id; one that cannot be read stays, with its `problem`.

    Raises: CourseError for a path that does not exist or under which nothing was handed in.
    """
    return list(collect(paths).submissions)


def collect(
    paths: Sequence[Path],
    format: Format = "auto",
    keep: Keep = "last",
    roster: Roster | None = None,
    wanted: Wanted | None = None,
) -> Collected:
    """All submissions under `paths`, by id. `wanted`: how to know the lab's notebook among several.

    Raises: CourseError for a path that does not exist, holds nothing, or is not of that format.
    """
    if not paths:
        raise CourseError("no submissions were named", mend=MEND)
    read = [_read_path(path, format, wanted or Wanted(), place) for place, path in enumerate(paths)]
    groups = _by_id([item for _, items, _ in read for item in items])
    matched = identify({id: _hand_in(id, items[-1]) for id, items in groups.items()}, roster)
    kept = {id: items if keep == "best" else items[-1:] for id, items in groups.items()}
    numbered = [(id, number, item) for id, items in kept.items() for number, item in enumerate(items)]
    several = [(id, number, item) for id, number, item in numbered if len(kept[id]) > 1]
    return Collected(
        submissions=tuple(replace(item.submission, id=id, attempt=number) for id, number, item in numbered),
        hand_ins=matched.hand_ins,
        left_out=tuple(left_out for _, _, told in read for left_out in told),
        sources=tuple(source for source, _, _ in read),
        resubmitted=tuple(i for i, items in groups.items() if len(items) > 1 or items[-1].handed.earlier),
        strangers=matched.strangers,
        notes=matched.notes,
        attempts={(id, number): _told_of(matched.hand_ins[id], item) for id, number, item in several},
    )


def _read_path(
    path: Path, format: Format, wanted: Wanted, place: int
) -> tuple[Source, list[_Item], list[LeftOut]]:
    with opened(path, format) as found:
        parsed = found.parse(wanted)
        if not parsed.handed:
            where = "folder" if path.is_dir() else "zip"
            raise CourseError(f"no submission in this {where}", where=str(path), mend=MEND)
        items, told = [], list(parsed.left_out)
        for handed in parsed.handed:
            submission, unused = read_submission(handed.id, handed, found.read, wanted)
            told += unused
            if submission.problem and handed.source not in {item.name for item in told}:
                told.append(LeftOut(handed.source, submission.problem))
            items.append(_Item(found.format, handed, submission, place, path, _identity(found, handed)))
    named = [LeftOut(printable(left_out.name), left_out.reason) for left_out in told]
    return Source(path, found.format, len(items)), items, named


def _identity(found: Opened, handed: Handed) -> Hashable:
    files = tuple(found.tree.identity(found.below / path) for path in handed.files.values())
    return files or (found.tree.name, handed.source)


def _by_id(items: Sequence[_Item]) -> dict[str, list[_Item]]:
    """The attempts of each student or group, the last one last, by an id that nobody else has."""
    groups: dict[tuple[str, str], list[_Item]] = {}
    for item in sorted(items, key=lambda item: item.when):
        if item.format != "folder":
            groups.setdefault((item.format, item.handed.id), []).append(item)
    named = {key: _different(attempts) for key, attempts in groups.items()}
    loose = {item.identity: item for item in items if item.format == "folder"}
    named |= {("folder", id): [item] for id, item in _name_all(list(loose.values())).items()}
    shared = Counter(id.casefold() for _, id in named)
    found = {}
    for (format, id), attempts in named.items():
        digest = hashlib.sha256(f"{format}\0{id}".encode()).hexdigest()[:6]
        found[id if shared[id.casefold()] == 1 else numbered_id(id, digest)] = attempts
    return dict(sorted(found.items()))


def _different(attempts: Sequence[_Item]) -> list[_Item]:
    """The attempts without those handed in unchanged, or read twice: a zip and the folder that it was unpacked to."""
    last = {item.submission.digest: item for item in attempts}
    return [item for item in attempts if last[item.submission.digest] is item]


def _name_all(items: Sequence[_Item]) -> dict[str, _Item]:
    """A unique id for each file of a folder: the short name, else the long one, else a number behind it."""
    short = Counter(item.handed.id.casefold() for item in items)
    named: dict[str, _Item] = {}
    taken: set[str] = set()
    for item in items:
        handed = item.handed
        name = handed.id if short[handed.id.casefold()] == 1 else handed.other_id
        numbers = (f"{name}-{n}" for n in range(2, len(items) + 2))
        id = name if name.casefold() not in taken else next(n for n in numbers if n.casefold() not in taken)
        taken.add(id.casefold())
        named[id] = item
    return named


def _hand_in(id: str, item: _Item) -> HandIn:
    """Whose it is; somebody who has no other id has the submission's."""
    handed = item.handed
    people = tuple(replace(p, id=id) if p.id == handed.id else p for p in handed.people)
    return _told_of(HandIn(id, people), item)


def _told_of(hand_in: HandIn, item: _Item) -> HandIn:
    """With what the collection tells of one attempt."""
    handed, path = item.handed, str(item.path.absolute())
    late = hand_in.late if handed.late is None else handed.late
    return replace(hand_in, source=printable(handed.source), at=handed.at, late=late, path=path)

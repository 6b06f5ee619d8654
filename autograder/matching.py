"""Whose hand-in is whose: the people of a collection, found again on the roster."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from autograder.people import HandIn, Person, Roster

_SYSTEMS = ("canvas", "moodle")  # whose numbers mean something to themselves only
_LATE = re.compile(r"\blate\b", re.IGNORECASE)
_OVER = re.compile(r"(?<=\d)(?=[^\W\d_])")  # Moodle writes "Submitted for grading2 days late"

Keys = frozenset[str]
Found = dict[tuple[str, str], Person]  # by submission and the collection's id


@dataclass(frozen=True)
class Matched:
    """The hand-ins with the roster's people. `strangers`: submissions of nobody who is on it."""

    hand_ins: Mapping[str, HandIn]
    strangers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Level:
    """A way of knowing somebody again: by which keys on the roster, by which in the collection."""

    listed: Callable[[Person], Keys]
    handed: Callable[[Person], Keys]
    by: str


@dataclass(frozen=True)
class _Claim:
    """Somebody in a submission may be somebody on the roster."""

    submission: str
    person: Person
    listed: Person

    @property
    def key(self) -> tuple[str, str]:
        return self.submission, self.person.id


def squeezed(name: str) -> str:
    """A name's letters, marks and digits, however it is written."""
    kept = (c for c in unicodedata.normalize("NFKC", name).casefold() if unicodedata.category(c)[0] in "LMN")
    return unicodedata.normalize("NFC", "".join(kept))


def name_keys(name: str) -> Keys:
    """All ways in which a name may be written: "Doe, Jane", "Jane Doe", "doejane"."""
    words = [word for word in re.split(r"[\s,_]+", name) if squeezed(word)]
    turned = (words[place:] + words[:place] for place in range(max(1, len(words))))
    return frozenset(squeezed("".join(order)) for order in turned) - {""}


def identify(hand_ins: Mapping[str, HandIn], roster: Roster | None) -> Matched:
    """Each hand-in with the people as the roster knows them; nobody is in two of them."""
    if roster is None or not roster.people:
        once, more = _each_once(hand_ins)
        return Matched(once, (), more)
    grouped = _as_groups(hand_ins, roster)
    alone = {id: hand_in for id, hand_in in hand_ins.items() if id not in grouped}
    found, notes = _find(alone, roster, taken={p.id for h in grouped.values() for p in h.people})
    listed = {person.id.casefold() for person in roster.people}
    named = dict(grouped)
    for id, hand_in in alone.items():
        people = tuple(found.get((id, p.id)) or _stranger(p, listed) for p in hand_in.people)
        named[id] = _with_lateness(replace(hand_in, people=people), roster)
    strangers = [id for id, h in alone.items() if any((id, p.id) not in found for p in h.people)]
    once, more = _each_once({id: named[id] for id in hand_ins})
    return Matched(once, tuple(strangers), (*notes, *_other_names(alone, found), *more))


def _levels(roster: Roster) -> list[_Level]:
    """From the surest to the least sure."""
    return [
        _Level(_numbers, _numbers, "its number"),
        _Level(_known_as, lambda person: _called(person, roster), "an id"),
        _Level(_emails, _emails, "the email address"),
        _Level(lambda person: name_keys(person.name), _names, "the name"),
        _Level(lambda person: name_keys(person.name), _behind_a_group, "the name behind a group's"),
    ]


def _find(hand_ins: Mapping[str, HandIn], roster: Roster, taken: set[str]) -> tuple[Found, list[str]]:
    """Each person on the roster that somebody in the collection is, and what is ambiguous."""
    found: Found = {}
    doubts: dict[tuple[str, str], str] = {}
    for level in _levels(roster):
        left = [
            (id, p) for id, hand_in in hand_ins.items() for p in hand_in.people if (id, p.id) not in found
        ]
        claims: dict[str, list[_Claim]] = {}
        for claim in _claims(level, left, roster, doubts):
            claims.setdefault(claim.listed.id, []).append(claim)
        for listed, claimants in claims.items():
            one = len({claim.person.id for claim in claimants}) == 1
            for claim in claimants:
                if one and listed not in taken:
                    found[claim.key] = _merged(claim.person, claim.listed)
                else:
                    doubts[claim.key] = f"{claim.submission} is not the only one who may be {listed}"
            taken |= {listed} if one else set()
    return found, [
        f"{text}. Put the right id in the roster" for key, text in doubts.items() if key not in found
    ]


def _claims(
    level: _Level, left: Iterable[tuple[str, Person]], roster: Roster, doubts: dict[tuple[str, str], str]
) -> Iterator[_Claim]:
    """Who may be whom by one level; those who may be several are noted in `doubts`."""
    index: dict[str, list[Person]] = {}
    for person in roster.people:
        for key in level.listed(person):
            index.setdefault(key, []).append(person)
    for id, person in left:
        fitting = {p.id: p for key in level.handed(person) for p in index.get(key, ())}
        if len(fitting) > 1:
            names = " or ".join(sorted(fitting))
            doubts[id, person.id] = f"{id} may be {names} by {level.by}"
        elif fitting:
            yield _Claim(id, person, *fitting.values())


def _merged(person: Person, listed: Person) -> Person:
    return replace(
        listed,
        name=listed.name or person.name,
        email=listed.email or person.email,
        ids={**person.ids, **listed.ids},
    )


def _stranger(person: Person, listed: set[str]) -> Person:
    """Somebody who is not on the roster, with an id that nobody there has."""
    return person if person.id.casefold() not in listed else replace(person, id=f"{person.id}-stranger")


def _numbers(person: Person) -> Keys:
    return frozenset(f"{name}:{person.ids[name]}" for name in _SYSTEMS if person.ids.get(name))


def _known_as(person: Person) -> Keys:
    others = [value for system, value in person.ids.items() if system not in _SYSTEMS]
    return frozenset(text.casefold() for text in (person.id, *others))


def _called(person: Person, roster: Roster) -> Keys:
    """What a hand-in calls its person; a system's number counts only where the name says the same."""
    if not person.ids and not person.name:
        return frozenset([person.id.casefold()])
    keys = {value.casefold() for system, value in person.ids.items() if system not in _SYSTEMS}
    for number in (person.ids[system] for system in _SYSTEMS if person.ids.get(system)):
        if any(name_keys(p.name) & name_keys(person.name) for p in roster.people if p.id == number):
            keys.add(number.casefold())
    return frozenset(keys)


def _emails(person: Person) -> Keys:
    given = (person.email, *person.ids.values())
    return frozenset(text.strip().casefold() for text in given if "@" in text)


def _names(person: Person) -> Keys:
    return name_keys(person.name or person.id)


def _behind_a_group(person: Person) -> Keys:
    """Older Moodle writes `Group-Jane Doe`."""
    _, dash, rest = person.name.partition("-")
    return name_keys(rest) if dash and "moodle" in person.ids else frozenset()


def _as_groups(hand_ins: Mapping[str, HandIn], roster: Roster) -> dict[str, HandIn]:
    """The hand-ins that bear the name of a group of which the roster, in a column `group`, tells the members."""
    heading = next((name for name in roster.columns if name.strip().casefold() in ("group", "team")), None)
    groups: dict[str, list[Person]] = {}
    for person in roster.people if heading else ():
        name = squeezed(roster.rows.get(person.id, {}).get(heading or "", ""))
        if name:
            groups.setdefault(name, []).append(person)
    found = {}
    for id, hand_in in hand_ins.items():
        name = squeezed(hand_in.people[0].name or hand_in.people[0].id) if len(hand_in.people) == 1 else ""
        if name in groups and not any(name in name_keys(person.name) for person in roster.people):
            found[id] = replace(hand_in, people=tuple(groups[name]))
    return found


def _other_names(hand_ins: Mapping[str, HandIn], found: Mapping[tuple[str, str], Person]) -> Iterator[str]:
    """Hand-ins whose number is a person's, but whose name is not: a group's, as Canvas and Moodle name them."""
    names = Counter(person.name for hand_in in hand_ins.values() for person in hand_in.people)
    for (id, _), listed in found.items():
        for person in hand_ins[id].people:
            blind = person.name == "Participant" or names[person.name] > 1
            known = person.name and listed.name and _numbers(person) and not blind
            if known and not name_keys(listed.name) & name_keys(person.name):
                yield (
                    f"{id} counts for {listed.id} alone, though its name is another: if it is a group's, tell "
                    "its members by a column 'group' in the roster"
                )


def _with_lateness(hand_in: HandIn, roster: Roster) -> HandIn:
    """Late, where a Moodle worksheet in English says so."""
    statuses = [roster.rows.get(person.id, {}).get("Status", "") for person in hand_in.people]
    if roster.kind == "moodle" and any(_LATE.search(_OVER.sub(" ", status)) for status in statuses):
        return replace(hand_in, late=True)
    return hand_in


def _each_once(hand_ins: Mapping[str, HandIn]) -> tuple[dict[str, HandIn], tuple[str, ...]]:
    """Everybody in the last one only of the hand-ins that they are in, say alone and then in a group."""
    counts = Counter(person.id for hand_in in hand_ins.values() for person in hand_in.people)
    last = {p.id: id for id, h in sorted(hand_ins.items(), key=lambda i: (i[1].at, i[0])) for p in h.people}
    kept = {
        id: replace(hand_in, people=tuple(p for p in hand_in.people if last[p.id] == id))
        for id, hand_in in hand_ins.items()
    }
    twice = sorted(person for person, count in counts.items() if count > 1)
    return kept, tuple(f"{person} is in several submissions; {last[person]} counts" for person in twice)

"""Messages of a rover's mission log, made up from templates: each tells which subsystem was at fault.

Whoever counts words cannot tell the cause, since many messages name two parts, of which one was cleared; the
order of the words tells. Some messages begin with routine talk, a few end with pages of it, some name people
and places that no training message names, and in the CSV some labels are wrong and some texts missing.

This module stands on its own (it imports nothing else of labkit), so that a test can ask for it by
`there("labkit.mission_log")`. Only `Random.random` is used, whose numbers never change between Pythons.
"""

import csv
import io
import random
from collections.abc import Sequence
from pathlib import Path

PARTS = {  # by the subsystem to which they belong; the order here is not the sorted one
    "radio": ["antenna", "transmitter", "receiver", "modem", "relay", "dish", "beacon", "amplifier"],
    "drive": ["wheel", "axle", "gearbox", "motor", "suspension", "brake", "steering", "clutch"],
    "power": ["battery", "inverter", "generator", "fuse", "capacitor", "charger", "breaker", "alternator"],
    "heating": ["heater", "radiator", "thermostat", "chiller", "boiler", "insulation", "coolant", "burner"],
    "air": ["scrubber", "filter", "airlock", "ventilator", "compressor", "humidifier", "hatch", "blower"],
}
CREW = ["Zoë", "Íñigo", "Łukasz", "Maren", "Thandi", "Björn", "Chloé", "Dmitri", "Aoife", "Kenji"]
SITES = ["Halcyon", "Brume", "Ostara", "Tharsis", "Quillon", "Verge", "Ansgar", "Meridian"]
NEW_CREW = [
    "Søren",
    "Nadège",
    "Wanjiru",
    "Ödön",
    "Priya",
    "Călin",
    "Ximena",
    "Teuvo",
]  # validation and later messages only
NEW_SITES = ["Lumen", "Skarn", "Corvus", "Yarrow", "Petrel", "Dovre"]

EASY = (
    "the {c} had to be replaced",
    "the {c} failed again",
    "we lost the {c} for good",
    "the {c} didn't survive the night",
    "all traces lead to the {c}",
    "it's the {c}, no doubt",
)
NEAR = (  # the telling word stands beside the part
    "it wasn't the {i} but the {c}",
    "it was the {c}, not the {i}",
    "blame the {c} and spare the {i}",
    "spare the {i} and blame the {c}",
    "not the {i}, it was the {c}",
    "a sound {i}, a broken {c}",
    "a broken {c}, a sound {i}",
)
FAR = (  # the verdict on a part comes a clause later
    "the {c} {x} was at fault; the {i} {y} was fine",
    "the {i} {x} was fine; the {c} {y} was at fault",
    "the {c} {x} didn't pass the test, and the {i} {y} did",
    "the {i} {x} did pass the test, and the {c} {y} didn't",
)
CLAUSES = (
    "that {p} had checked on sol {n}",
    "which came from {s} last year",
    "installed by {p} at {s}",
    "next to panel {n} in the {w} bay",
    "under the {w} cover of bay {n}",
)
ROUTINE = (
    "{p} drove {n} metres towards {s}",
    "the {w} ridge near {s} was photographed",
    "sol {n} began with light dust",
    "{p} and {p} shared the {w} shift",
    "we took {n} samples at {s}",
    "winds stayed calm all {w} morning",
    "{p} filed the routine report",
    "nothing else happened before supper",
    'the checklist says "all clear"',
    "we'll return to {s} on sol {n}",
)
COLOURS = ["northern", "southern", "upper", "lower", "old", "new", "outer", "inner"]
NOISE, MISSING = 0.12, 0.02
SPLITS = {"train": (1800, 31), "validation": (500, 32)}  # messages, seed

Message = tuple[str, str]  # text, subsystem


def messages(n: int, seed: int, *, new_words: bool = True) -> list[Message]:
    """n messages with their true causes; with `new_words` some name people and places that are new."""
    rng = random.Random(seed)
    return [_message(rng, new_words) for _ in range(n)]


def rows(split: str) -> list[Message]:
    """The messages of "train" or "validation" as logged: some labels wrong, some texts missing ("")."""
    n, seed = SPLITS[split]
    rng = random.Random(seed + 1000)
    logged = []
    for text, cause in messages(n, seed, new_words=split != "train"):
        wrong, missing = rng.random() < NOISE, rng.random() < MISSING
        other = _pick(rng, [name for name in PARTS if name != cause])
        logged.append(("" if missing else text, other if wrong else cause))
    return logged


def csv_text(pairs: Sequence[Message]) -> str:
    """Messages as CSV with the header text,label: quoted where a text holds commas, quotes or line breaks."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("text", "label"))
    writer.writerows(pairs)
    return out.getvalue()


def write_csv(folder: Path) -> None:
    """Writes train.csv and validation.csv, the lab's data, into the folder."""
    for split in SPLITS:
        (folder / f"{split}.csv").write_bytes(csv_text(rows(split)).encode())


def _message(rng: random.Random, new_words: bool) -> Message:
    """One message and the subsystem at fault."""
    causes = list(PARTS)
    cause = _pick(rng, causes)
    innocent = _pick(rng, [name for name in causes if name != cause])
    draw = rng.random()
    template = _pick(rng, EASY if draw < 0.3 else NEAR if draw < 0.65 else FAR)
    parts = {"c": _pick(rng, PARTS[cause]), "i": _pick(rng, PARTS[innocent])}
    parts |= {
        "x": _fill(rng, _pick(rng, CLAUSES), new_words),
        "y": _fill(rng, _pick(rng, CLAUSES), new_words),
    }
    before, after = _routine_lengths(rng)
    sentences = [_fill(rng, _pick(rng, ROUTINE), new_words) for _ in range(before)]
    sentences.append(template.format(**parts))
    sentences += [_fill(rng, _pick(rng, ROUTINE), new_words) for _ in range(after)]
    return _punctuate(rng, sentences), cause


def _routine_lengths(rng: random.Random) -> tuple[int, int]:
    """How many routine sentences stand before and after the one that matters."""
    draw = rng.random()
    if draw < 0.07:  # a long start: a reader who gives up early misses the cause
        return 5 + int(rng.random() * 5), 0
    if draw < 0.12:  # pages of routine at the end: whoever keeps only the end of a text misses the cause
        return 0, 15 + int(rng.random() * 6)
    return int(rng.random() * 2.5), int(rng.random() * 1.4)


def _fill(rng: random.Random, template: str, new_words: bool) -> str:
    """A template with its names and numbers drawn, each place on its own."""
    lists = {"p": (CREW, NEW_CREW), "s": (SITES, NEW_SITES), "w": (COLOURS, COLOURS)}
    out = []
    for i, piece in enumerate(template.split("{")):
        key, brace, rest = piece.partition("}")
        if i == 0 or not brace:
            out.append(piece)
        elif key == "n":
            out.append(str(2 + int(rng.random() * 400)) + rest)
        else:
            known, new = lists[key]
            out.append(_pick(rng, new if new_words and rng.random() < 0.4 else known) + rest)
    return "".join(out)


def _punctuate(rng: random.Random, sentences: Sequence[str]) -> str:
    """Sentences as someone in a hurry types them: capitals, full stops, commas, a line break now and then."""
    marks = (". ", ".\n", ", ", "! ", ". ")
    text = "".join((s[0].upper() + s[1:] if rng.random() < 0.7 else s) + _pick(rng, marks) for s in sentences)
    return text.strip().rstrip(",")


def _pick(rng: random.Random, items: Sequence[str]) -> str:
    return items[int(rng.random() * len(items))]

"""Reviews of equipment in which only the order of the words tells whether the buyer is content.

A verdict names a good word and a bad one ("it is solid not shabby", "shabby not solid"), or denies one ("not good at
all"), so a bag of words knows little. It stands at the start of the review or at its end; between it and the other
end there is talk about parcels and neighbours, for which a reader has to remember it. Texts are in lower case and
without punctuation. In the CSV some buyers clicked on the wrong button.

    python -m labkit.order_reviews FOLDER VECTORS

writes the lab's data into the folder: train.csv, validation.csv, and vectors.txt, which are the lines of VECTORS (a
file in GloVe's format) for the words that the reviews use. This module stands on its own (it imports nothing else
of labkit). Only `Random.random` is used, whose numbers never change between Pythons.
"""

import csv
import io
import random
import sys
from collections.abc import Sequence
from pathlib import Path

GOOD = [
    "good",
    "great",
    "excellent",
    "nice",
    "solid",
    "wonderful",
    "handy",
    "reliable",
    "perfect",
    "sturdy",
    "lovely",
    "comfortable",
    "brilliant",
    "fine",
    "useful",
    "amazing",
    "quiet",
    "smooth",
    "elegant",
    "impressive",
    "superb",
    "neat",
    "fantastic",
    "pleasant",
    "outstanding",
    "flawless",
    "beautiful",
]
BAD = [
    "bad",
    "terrible",
    "poor",
    "awful",
    "cheap",
    "horrible",
    "flimsy",
    "faulty",
    "annoying",
    "broken",
    "useless",
    "disappointing",
    "nasty",
    "noisy",
    "dreadful",
    "defective",
    "weird",
    "rough",
    "shabby",
    "ugly",
    "frustrating",
    "mediocre",
    "uncomfortable",
    "unreliable",
    "worthless",
    "unpleasant",
    "hideous",
]
ITEMS = [
    "kettle",
    "lamp",
    "jacket",
    "watch",
    "charger",
    "tablet",
    "telescope",
    "scarf",
    "headset",
    "backpack",
    "knife",
    "keyboard",
    "speaker",
    "mirror",
    "printer",
    "heater",
    "scooter",
    "stool",
    "suitcase",
    "clock",
    "torch",
    "filter",
]
WHO = ["friend", "neighbour", "brother", "sister", "colleague", "cousin", "uncle", "aunt"]
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
NUMBERS = ["three", "four", "five", "six", "seven", "eight", "nine", "ten"]

PLAIN = ("it is {w}", "what a {w} {i}", "this {i} is really {w}", "i find it {w}", "a {w} {i} i would say")
DENIED = (  # of a word of the other side
    "it is not {o}",
    "not {o} at all",
    "this {i} is never {o}",
    "it is hardly {o}",
    "far from {o} this {i}",
    "nobody would say it is {o}",
)
TURNED = (  # both words: which side wins is a matter of order
    "it is {w} not {o}",
    "not {o} but {w}",
    "it was {o} at first now it is {w}",
    "{o} but not for long now {w}",
    "they say {o} i say {w}",
    "everyone told us it was {o} but it is {w}",
    "it looks {o} but it is {w}",
    "i expected a {o} {i} and it is {w}",
    "i would say it is {w} although they say {o}",
    "{w} although it looks {o}",
)
TALK = (
    "i ordered it on {d}",
    "it arrived after {n} days",
    "the box was in the garage",
    "my {p} has one too",
    "we bought it in the shop of my {p}",
    "it was a present for my {p}",
    "i use it every day",
    "the old {i} was here for {n} days",
    "my {p} showed me the {i} last {d}",
    "the shop has a {i} and a {i}",
    "the parcel came with a {i} and a map",
    "on {d} we had it for {n} hours",
    "my {p} was here for the {i} twice",
)
AT_START = 0.5  # the share of verdicts with which a review begins
NOISE = 0.06
SPLITS = {"train": (1600, 41), "validation": (400, 42)}  # reviews, seed

Review = tuple[str, int]  # text, 1 where the buyer is content, else 0


def reviews(n: int, seed: int) -> list[Review]:
    """n reviews with their true labels."""
    rng = random.Random(seed)
    return [_review(rng) for _ in range(n)]


def swapped_pairs(n: int, seed: int) -> list[tuple[str, str]]:
    """n pairs of reviews, of a content and a discontent buyer, that differ only in two words, which change places."""
    rng = random.Random(seed)
    pairs = []
    for _ in range(n):
        template, good, bad = _pick(rng, TURNED), _frequent(rng, GOOD), _frequent(rng, BAD)
        item, talk = (
            _pick(rng, ITEMS),
            [_fill(rng, _pick(rng, TALK), {}) for _ in range(int(rng.random() * 3))],
        )
        at = 0 if rng.random() < AT_START else len(talk)
        verdicts = (template.format(w=w, o=o, i=item) for w, o in ((good, bad), (bad, good)))
        content, discontent = (" ".join([*talk[:at], verdict, *talk[at:]]) for verdict in verdicts)
        pairs.append((content, discontent))
    return pairs


def rows(split: str) -> list[Review]:
    """The reviews of "train" or "validation" as buyers labelled them: some clicked on the wrong button."""
    n, seed = SPLITS[split]
    rng = random.Random(seed + 1000)
    return [(text, 1 - label if rng.random() < NOISE else label) for text, label in reviews(n, seed)]


def csv_text(pairs: Sequence[Review]) -> str:
    """Reviews as CSV with the header text,label."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("text", "label"))
    writer.writerows(pairs)
    return out.getvalue()


def vector_lines(vectors: str) -> str:
    """The lines of a text in GloVe's format whose words the reviews of both splits use, in their order."""
    used = {word for split in SPLITS for text, _ in rows(split) for word in text.split()}
    return "".join(line for line in vectors.splitlines(keepends=True) if line.split(" ", 1)[0] in used)


def write_data(folder: Path, vectors: Path) -> None:
    """Writes train.csv, validation.csv and vectors.txt, the lab's data, into the folder."""
    for split in SPLITS:
        (folder / f"{split}.csv").write_bytes(csv_text(rows(split)).encode())
    lines = vector_lines(vectors.read_text(encoding="utf-8"))
    (folder / "vectors.txt").write_bytes(lines.encode())


def _review(rng: random.Random) -> Review:
    """One review and its label."""
    label = int(rng.random() < 0.5)
    own, other = (GOOD, BAD) if label else (BAD, GOOD)
    draw = rng.random()
    kind = PLAIN if draw < 0.35 else DENIED if draw < 0.6 else TURNED
    places = {"w": _frequent(rng, own), "o": _frequent(rng, other)}
    verdict = _fill(rng, _pick(rng, kind), places)
    talk = [_fill(rng, _pick(rng, TALK), {}) for _ in range(_talk_length(rng))]
    parts = [verdict, *talk] if rng.random() < AT_START else [*talk, verdict]
    return " ".join(parts), label


def _talk_length(rng: random.Random) -> int:
    """The number of sentences beside the verdict; a few reviews are longer than the lab's 40 words."""
    draw = rng.random()
    return 7 + int(rng.random() * 4) if draw < 0.05 else int(rng.random() * 3.2)


def _fill(rng: random.Random, template: str, places: dict[str, str]) -> str:
    """A template with its places filled; those not given are drawn, each on its own."""
    lists = {"i": ITEMS, "p": WHO, "d": DAYS, "n": NUMBERS}
    out = []
    for i, piece in enumerate(template.split("{")):
        key, _, rest = piece.partition("}")
        out.append(piece if i == 0 else (places.get(key) or _pick(rng, lists[key])) + rest)
    return "".join(out)


def _frequent(rng: random.Random, words: Sequence[str]) -> str:
    """One of the words, the first ones more often: rank r with a weight of about 1 / sqrt(r)."""
    return words[int(rng.random() ** 2 * len(words))]


def _pick(rng: random.Random, items: Sequence[str]) -> str:
    return items[int(rng.random() * len(items))]


if __name__ == "__main__":
    write_data(Path(sys.argv[1]), Path(sys.argv[2]))

"""Short reviews of gear for a trip to Mars, made up from templates: does the customer like it (1) or not (0)?

Words of praise and of blame are equally frequent in both classes. "Not good", "bad at first, but good after a week"
and "they call it bad, I find it good" tell who reads on from who counts words. In the lab's data a few labels are
wrong.

    python -m labkit.product_reviews FOLDER

writes train.csv and validation.csv, the lab's data. This module stands on its own (it imports nothing else of
labkit). Only `Random.random` is used, whose numbers never change between Pythons.
"""

from __future__ import annotations

import csv
import io
import random
import re
import sys
from collections.abc import Sequence
from pathlib import Path

PRAISE = (
    "good great sturdy reliable comfortable handy solid clever excellent wonderful lovely perfect superb nice "
    "brilliant amazing fantastic charming splendid delightful"
)
BLAME = (
    "bad awful flimsy useless painful poor broken horrible dreadful terrible dangerous shoddy disgusting miserable "
    "disappointing annoying lousy ugly pathetic worthless"
)
ITEMS = (
    "helmet rover drill tent lamp boot glove battery heater radio camera compass kettle backpack filter pump "
    "telescope blanket jacket spade toolbox airlock antenna thermos hammock"
)
WHO = ["my crew", "our engineer", "everyone here", "my neighbour", "the shop", "my sister", "the commander"]
WHEN = ["a week", "one storm", "ten sols", "the first night", "a month", "two trips", "the landing"]
# {g} stands for a word of the review's own class, {b} for one of the other class
PLAIN = (
    "the {i} is {g}",
    "what a {g} {i}",
    "this {i} is very {g}, and {w} thinks so too",
    "a {g} and {h} {i}",
    "simply {g}, after {t} still {h}",
)
DENIED = (
    "the {i} is not {b} at all",
    "the {i} isn't {b}",
    "{w} found nothing {b} about the {i}",
    "it was never {b}, not even after {t}",
    "nobody here would call this {i} {b}",
    "neither {b} nor {c}, this {i}",
)
TURNED = (
    "{b} at first, but {g} after {t}",
    "{w} called the {i} {b}, but it is {g}",
    "i expected a {b} {i} and got a {g} one",
    "it looked {b}, it turned out {g}",
    "the {i} is {g}, although {w} told me it was {b}",
    "the {i} is {g}, not {b}",
    "{b}, but not for long: after {t} the {i} was {g}",
    "the old {i} was {b}, this one is {g}",
)
ASIDES = (
    "i bought it before {t}",
    "{w} got one too",
    "it came with a {i}",
    "we use it next to the {i}",
    "it arrived after {t}",
    "i keep it under the {i}",
)
PLAIN_SHARE, DENIED_SHARE = 0.55, 0.25
NOISE = 0.04
SPLITS = {"train": (1600, 61), "validation": (400, 62)}  # reviews, seed

Review = tuple[str, int]  # text, 1 where the customer likes it


def reviews(n: int, seed: int) -> list[Review]:
    """n reviews with their true classes, half of them positive on average."""
    rng = random.Random(seed)
    return [_review(rng) for _ in range(n)]


def rows(split: str) -> list[Review]:
    """The reviews of "train" or "validation" as the shop has them: now and then someone clicked the wrong face."""
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


def write_csv(folder: Path) -> None:
    """Writes train.csv and validation.csv, the lab's data, into the folder."""
    for split in SPLITS:
        (folder / f"{split}.csv").write_bytes(csv_text(rows(split)).encode())


def _review(rng: random.Random) -> Review:
    """One review and its class: a verdict, often with an aside before or after it, now and then with two."""
    label = int(rng.random() < 0.5)
    draw = rng.random()
    kind = PLAIN if draw < PLAIN_SHARE else DENIED if draw < PLAIN_SHARE + DENIED_SHARE else TURNED
    sentences = [_fill(rng, _pick(rng, kind), label)]
    for share in (0.45, 0.12):
        if rng.random() < share:
            sentences.insert(int(rng.random() * 2), _fill(rng, _pick(rng, ASIDES), label))
    return " ".join(_typed(rng, sentence) for sentence in sentences), label


def _fill(rng: random.Random, template: str, label: int) -> str:
    """A template with its places filled, each on its own."""
    own, other = (PRAISE.split(), BLAME.split()) if label else (BLAME.split(), PRAISE.split())
    lists = {"g": own, "h": own, "b": other, "c": other, "i": ITEMS.split(), "w": WHO, "t": WHEN}
    words = {key: _pick(rng, list_) for key, list_ in lists.items()}
    return re.sub(r"\ba (?=[aeio]|ugly)", "an ", template.format(**words))


def _typed(rng: random.Random, sentence: str) -> str:
    """A sentence as it is typed: mostly with a capital, with some mark at its end."""
    if rng.random() < 0.8:
        sentence = sentence[0].upper() + sentence[1:]
    return sentence + _pick(rng, (".", ".", ".", "!", " ..."))


def _pick(rng: random.Random, items: Sequence[str]) -> str:
    return items[int(rng.random() * len(items))]


if __name__ == "__main__":
    write_csv(Path(sys.argv[1]))

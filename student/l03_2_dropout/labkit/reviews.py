"""Customer reviews of gear for a simulated Mars mission, made up from templates: positive or negative.

What a customer thinks hides in words that come in many forms: a wheel that jams, jammed, kept jamming, JAMMED!!!
Each form alone is rare, so whoever counts them apart has little to learn from. Around them stands talk that says
nothing, with mission jargon, leftovers of HTML, links and slips of the keys.

    python -m labkit.reviews FOLDER

writes train.csv and validation.csv, the lab's data. Only `Random.random` is used, whose numbers never change
between Pythons.
"""

from __future__ import annotations

import csv
import io
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from labkit import lexicon

WORDS = {  # what tells the two classes apart: verbs without and with an object, nouns, adjectives
    1: {
        "i": "excel shine survive endure thrive prosper succeed improve win triumph",
        "t": "impress delight please amaze satisfy protect charm comfort help reassure thrill save admire",
        "n": "advantage asset beauty bargain gem joy marvel miracle pleasure remedy success treasure triumph winner "
        "strength hero",
        "a": "good sturdy tough fine smooth safe bright strong neat clever smart solid nice lovely handy cosy tidy "
        "sleek brave wise",
    },
    0: {
        "i": "break fail crack leak jam stall rattle crash freeze overheat peel rip rust sink collapse shatter choke "
        "squeak fade die wobble warp melt snap slip",
        "t": "disappoint annoy bore frustrate irritate anger scare upset worry confuse depress spoil",
        "n": "catastrophe complaint crisis defect disaster failure fault flaw glitch hazard loss mess mistake "
        "nightmare nuisance problem tragedy weakness",
        "a": "bad weak flimsy rough shaky noisy clumsy ugly dirty dull rusty bulky lousy sloppy shabby crude harsh "
        "messy silly grim",
    },
}
OPINIONS = {
    "i": (
        "the {part} {past}",
        "it {past} on sol {n}",
        "the {part} {third} every {time}",
        "the {part} keeps {ing}",
        "after {n} sols it started {ing}",
        "it will {base} on you",
        "the {parts} have {participle}",
        "our {parts} {base} in the cold",
        "it {third} when the wind is up",
    ),
    "t": (
        "it {past} the whole crew",
        "the {part} {third} every {person}",
        "it keeps {ing} us",
        "the {parts} {base} our {people}",
        "it will {base} you",
        "the {part} has {participle} my {person}",
    ),
    "n": (
        "it is a {noun}",
        "what a {noun}",
        "the {parts} are {plural}",
        "one {noun} after the other",
        "i could tell you of many {plural}",
        "the {part} is our {noun}",
    ),
    "a": (
        "the {part} is {adj}",
        "it has a {adj} {part}",
        "{more} than my old {item}",
        "it is {more} than those of other {shops}",
        "the {most} {item} of the season",
        "the {part} feels {adj}",
        "the {parts} were {more} than planned",
    ),
}
NEUTRAL = (
    "i ordered this {item} on sol {n}",
    "we used it during a dust storm near the {place}",
    "dust storms came and went",
    "it stormed for {n} hours",
    "my {person} borrowed it for a trip to the {place}",
    "the box had a {part}, two {parts} and a manual in it",
    "our rover carries it in the left bay",
    "the rovers of the other {station} have one too",
    "we mount it on the {part} each {time}",
    "i am writing this from the {place}",
    "we walked from the {place} to the {station}",
    "the {people} of my {station} asked about it",
    "it arrived {n} days after the launch",
    "the supplier shipped it with the {item}",
    "it weighs {n} grams",
    "the manual explains the {part} on page {n}",
    "we drove {n} miles along the {place}",
    "i keep mine under the {item}",
    "each {person} of ours gets one {item}",
    "the analyses of the {place} took {n} sols",
    "sampling the {place} is what we do",
    "my {person} charges it every {time}",
    "we charged it twice on sol {n}",
    "she wore it on the {place}",
    "it was the third {item} this year",
    "{name} carries one like it",
    "they tested it for {name}",
    "my {person} saw it in a film about {name}",
)
FILLINGS = {
    "part": "antenna axle battery bolt brake cable camera cover filter gasket handle headlight hinge hub joint lens "
    "motor panel relay screen sealant seat sensor spring strap switch tyre valve visor wheel",
    "item": "boot box drill glove heater helmet kit knife lamp radio rope scarf sled spacesuit suit tablet telescope "
    "tent thermos tool watch",
    "person": "buddy colleague commander driver engineer friend recruit volunteer",
    "place": "canyon crater desert dome field garage hill plain ridge site trail valley",
    "station": "base camp colony greenhouse habitat station",
    "time": "dawn dusk evening hour morning night sol week",
    "shop": "depot shop supplier",
}
NAMES = (
    *("Perseverance", "Curiosity", "Zhurong", "Opportunity", "NASA", "ESA", "European Space Agency"),
    *("Mars Express", "Mars Pathfinder", "Gale Crater", "Jezero Crater", "Olympus Mons"),
)
MARKS = (".", ".", ".", "!", ",", "...", "!!!", ";", " -", ".<br />", "<br><br>", " :)")
CHEERS = (
    "see https://gear-{n}.example/item?id={n}",
    "more at www.review-{n}.example",
    "<b>sol {n}</b>",
    "5 &amp; counting",
    "&quot;sol {n}&quot;",
)
SLIPS, LOUD, NOISE = 0.02, 0.22, 0.03
SPLITS = {"train": (500, 51), "validation": (500, 52)}  # reviews, seed

Review = tuple[str, int]  # text, 1 for a positive and 0 for a negative one


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
    """One review and its class: two to four opinions, now and then one of them contrary, among other talk."""
    label = int(rng.random() < 0.5)
    count = 2 + int(rng.random() * 3)
    sides = [label] + [label if rng.random() < 0.86 else 1 - label for _ in range(count - 1)]
    sentences = [_opinion(rng, side) for side in sides]
    for _ in range(2 + int(rng.random() * 4)):
        sentences.insert(int(rng.random() * (len(sentences) + 1)), _fill(rng, _pick(rng, NEUTRAL)))
    if rng.random() < 0.35:
        sentences.append(_fill(rng, _pick(rng, CHEERS)))
    return " ".join(_typed(rng, sentence) for sentence in sentences), label


def _opinion(rng: random.Random, side: int) -> str:
    """A sentence that praises (1) or complains (0), its telling word in one of its forms, now and then shouted."""
    kind = _pick(rng, ("i", "t", "n", "a"))
    lemma = _pick(rng, WORDS[side][kind].split())
    words = _forms(lemma, kind)
    if rng.random() < LOUD:
        words = {name: word.upper() for name, word in words.items()}
    return _fill(rng, _pick(rng, OPINIONS[kind]), words)


def _forms(lemma: str, kind: str) -> dict[str, str]:
    """The forms of an opinion's word by the names that the templates use."""
    if kind == "n":
        return {"noun": lemma, "plural": lexicon.plural(lemma)}
    if kind == "a":
        more, most = lexicon.compared(lemma)
        return {"adj": lemma, "more": more, "most": most}
    forms = {"base": lemma, "third": lexicon.third(lemma), "ing": lexicon.ing(lemma)}
    return forms | {"past": lexicon.past(lemma), "participle": lexicon.participle(lemma)}


def _fill(rng: random.Random, template: str, words: dict[str, str] | None = None) -> str:
    """A template with its places filled, each on its own."""
    out = []
    for i, piece in enumerate(template.split("{")):
        key, brace, rest = piece.partition("}")
        out.append(_filling(rng, key, words or {}) + rest if i and brace else piece)
    return "".join(out)


def _filling(rng: random.Random, key: str, words: dict[str, str]) -> str:
    if key in words:
        return words[key]
    if key == "n":
        return str(2 + int(rng.random() * 400))
    if key == "people":
        return lexicon.plural(_pick(rng, FILLINGS["person"].split()))
    if key == "name":
        return _pick(rng, NAMES)
    if key in FILLINGS:
        return _pick(rng, FILLINGS[key].split())
    return lexicon.plural(_pick(rng, FILLINGS[key.removesuffix("s")].split()))


def _typed(rng: random.Random, sentence: str) -> str:
    """A sentence as it is typed: a capital or none, a mark at its end, slips of the keys."""
    if rng.random() < 0.7:
        sentence = sentence[0].upper() + sentence[1:]
    words = [_slip(rng, word) if rng.random() < SLIPS else word for word in sentence.split()]
    return " ".join(words) + _pick(rng, MARKS)


def _slip(rng: random.Random, word: str) -> str:
    """Two letters of a longer word in the wrong order, or one of them doubled."""
    if len(word) < 5 or not word.isalpha():
        return word
    k = 1 + int(rng.random() * (len(word) - 2))
    return word[:k] + (word[k + 1] + word[k] + word[k + 2 :] if rng.random() < 0.5 else word[k] + word[k:])


def _pick(rng: random.Random, items: Sequence[str]) -> str:
    return items[int(rng.random() * len(items))]


if __name__ == "__main__":
    write_csv(Path(sys.argv[1]))

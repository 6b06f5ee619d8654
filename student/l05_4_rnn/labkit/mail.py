"""Mail with spam in it, made up from lists of words: only the statistics of the words are like those of real mail.

A few words are everywhere, most are rare (Zipf's law, and many names that come once). Whoever uses an everyday
word soon uses it again, in spam or not. Words of advertising are frequent in spam and rarer, but
not rare, in other mail. Some words tell nothing alone, but in pairs: "last chance", "last order". Some mails are a
few lines, some go on for pages, and among the mails to train on some have the wrong label.

This module stands on its own (it imports nothing else of labkit), so that a test can ask for it by
`there("labkit.mail")`. Only `Random.random`, whose numbers never change between Pythons, and sums, products and
quotients are used.
"""

import bisect
import csv
import io
import random
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path


def _words(text: str) -> list[str]:
    return text.split()


COMMON = _words(
    "the to and of a in is for you it that on this we with be as are at have from or by will if your can was but our "
    "so i me an has my they there all what which when us do more about would one please their been who out up any "
    "then were some could them how like also get see just into other than time now only over here very after made"
)
SPAM = _words(
    "free winner prize cash click discount bonus guarantee unsubscribe urgent exclusive claim casino pill lottery miracle "
    "investment credit loan voucher reward gift luxury replica debt bill approved selected instant amazing income "
    "earning saving trial buyer clearance billion inheritance prince jackpot viagra password account bargain wealth "
    "subscriber membership promotion catalogue coupon shipping checkout warranty upgrade dealer broker mortgage "
    "insurance transfer banker currency dollar profit fortune lawsuit settlement diet slimming wrinkle cream beauty "
    "celebrity dating single horoscope psychic ringtone download spyware antivirus hacker warning suspended verification "
    "confirm identity gateway portal link banner popup giveaway raffle sweepstake millionaire secret insider penny share"
)
HAM = _words(
    "meeting agenda attachment report schedule project lunch thanks regards minute draft review deadline team office "
    "note feedback semester homework lecture seminar paper chapter colleague train weekend family photo birthday "
    "dinner recipe garden doctor appointment library slide server patch release branch merge failure rover telemetry "
    "grant exam classroom neighbour supervisor student professor tutorial workshop conference session speaker poster "
    "abstract figure appendix reference citation dataset experiment measurement sensor module prototype firmware "
    "compiler variable function debugger commit ticket backlog sprint milestone budget invoice payroll rota shift "
    "holiday sister cousin grandma kitchen picnic hike campsite allotment choir rehearsal bakery plumber landlord"
)
FIRST = _words("not no last your best special first big only real full good")
SECOND = _words("spam risk chance friend price offer order money today deal refund news")
IN_SPAM = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)  # FIRST[i] SECOND[IN_SPAM[i]]: "not spam", "no risk", …
IN_HAM = (8, 0, 6, 10, 3, 11, 5, 1, 2, 7, 4, 9)  # "not today", "no spam", …: the same words, other pairs
EVERYDAY = tuple(
    _words(line)
    for line in (
        "kettle oven pan spoon table chair lamp shelf carpet curtain pillow mirror",
        "bike wheel chain pedal brake saddle helmet tyre pump lock bell frame",
        "guitar drum piano violin trumpet flute chorus concert melody rhythm tempo score",
        "soccer goal referee keeper penalty stadium league trophy striker defender corner coach",
        "river lake harbour ferry sail anchor captain deck island coast tide wave",
        "wheat barley tractor barn meadow fence cattle sheep harvest field orchard plough",
        "camera lens tripod flash portrait filter studio negative shutter aperture focus print",
        "router cable modem printer keyboard screen laptop backup driver update browser cursor",
        "airport flight luggage passport visa hotel hostel tour guide museum map beach",
        "kitten puppy parrot rabbit hamster leash collar basket cage feather whisker paw",
        "theatre actor stage script costume scene balcony director premiere audience playwright mask",
        "novel poem author editor reader page cover essay fiction verse rhyme legend",
        "planet comet orbit galaxy telescope eclipse crater meteor nebula dust star moon",
        "bread butter cheese honey pepper onion carrot tomato noodle biscuit pancake soup",
        "jacket sweater button zipper cuff sleeve pocket ribbon thread needle fabric wool",
        "hammer nail screw drill saw plank ladder paint brush varnish hinge plaster",
        "clinic nurse bandage fever cough pulse vaccine tablet therapy dentist muscle bone",
        "judge court lawyer witness statute appeal verdict clause robe contract notary bail",
        "storm thunder drizzle frost fog hail breeze sunshine puddle rainbow cloud snow",
        "chess pawn rook bishop knight checkmate opening endgame clock tournament dice puzzle",
    )
)
ENDINGS = ("er", "s", "house", "work", "side", "line", "man", "room", "book", "ware")
SYLLABLES = _words("ba ce di fo gu ka le mi no pu ra se ti vo wu xa ze lo mar ten vel dor")
NOISE = 0.06
SPLITS = {"train": (1500, 61), "validation": (800, 162)}  # mails, seed

Mail = tuple[str, int]  # text, 1 for spam


class Zipf:
    """Draws words of a list, its i-th with a weight of 1 / (i + shift): a small shift favours the first ones."""

    def __init__(self, words: Sequence[str], shift: float) -> None:
        self.words = list(words)
        self.sums = list(accumulate(1 / (i + shift) for i in range(len(self.words))))

    def draw(self, rng: random.Random) -> str:
        """One word."""
        place = bisect.bisect(self.sums, rng.random() * self.sums[-1])
        return self.words[min(place, len(self.words) - 1)]


def _plural(word: str) -> str:
    """A word's plural, or what looks like one."""
    if word.endswith("y") and word[-2] not in "aeo":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "h")) else "s")


_EVERYDAY = Zipf([*COMMON, *(word for words in zip(*EVERYDAY, strict=True) for word in words)], 6)
_RARE = Zipf([word + ending for ending in ENDINGS for words in EVERYDAY for word in words], 40)
_TELLING = tuple(Zipf([*words, *(_plural(word) for word in words)], 100) for words in (HAM, SPAM))


def messages(n: int, seed: int) -> list[Mail]:
    """n mails with their true labels."""
    rng = random.Random(seed)
    return [_message(rng) for _ in range(n)]


def rows(split: str) -> list[Mail]:
    """The mails of "train" or "validation" as someone sorted them: some labels are wrong."""
    n, seed = SPLITS[split]
    rng = random.Random(seed + 1000)
    return [(text, 1 - spam if rng.random() < NOISE else spam) for text, spam in messages(n, seed)]


def csv_text(pairs: Sequence[Mail]) -> str:
    """Mails as CSV with the header text,spam."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("text", "spam"))
    writer.writerows(pairs)
    return out.getvalue()


def write_csv(folder: Path) -> None:
    """Writes train.csv and validation.csv, the lab's data, into the folder."""
    for split in SPLITS:
        (folder / f"{split}.csv").write_bytes(csv_text(rows(split)).encode())


def _message(rng: random.Random) -> Mail:
    """One mail, and whether it is spam."""
    spam = int(rng.random() < 0.5)
    words = _everyday_words(rng, 8 + int(24 / (2 * rng.random() + 0.3)))
    for _ in range(17):
        kind = spam if rng.random() >= 0.3 else 1 - spam
        _insert(rng, words, [_TELLING[kind].draw(rng)])
    for _ in range(int(1.2 + rng.random())):  # a pair that tells
        kind = spam if rng.random() >= 0.1 else 1 - spam
        i = int(rng.random() * len(FIRST))
        _insert(rng, words, [FIRST[i], SECOND[(IN_HAM, IN_SPAM)[kind][i]]])
    for _ in range(3):  # its words apart
        _insert(rng, words, [_pick(rng, FIRST if rng.random() < 0.5 else SECOND)])
    return _punctuated(rng, words), spam


def _everyday_words(rng: random.Random, n: int) -> list[str]:
    """n words that tell nothing about spam: often one that was there already, now and then a rare one."""
    words: list[str] = []
    used: list[str] = []
    for _ in range(n):
        if rng.random() < 0.09:
            words.append(_RARE.draw(rng) if rng.random() < 0.7 else _name(rng))
            continue
        used.append(_pick(rng, used) if used and rng.random() < 0.4 else _EVERYDAY.draw(rng))
        words.append(used[-1])
    return words


def _name(rng: random.Random) -> str:
    """A name that hardly any other mail holds."""
    return "".join(_pick(rng, SYLLABLES) for _ in range(3 + int(2 * rng.random()))).capitalize()


def _insert(rng: random.Random, words: list[str], new: Sequence[str]) -> None:
    """Puts the new words, which stay together, somewhere among the others."""
    place = int(rng.random() * (len(words) + 1))
    words[place:place] = new


def _punctuated(rng: random.Random, words: Sequence[str]) -> str:
    """Words as sentences, now and then on a new line."""
    sentences, start = [], 0
    while start < len(words):
        end = start + 5 + int(rng.random() * 9)
        sentence = " ".join(words[start:end])
        sentences.append(sentence[0].upper() + sentence[1:] + _pick(rng, (". ", ". ", "! ", "?\n", ".\n")))
        start = end
    return "".join(sentences).strip()


def _pick(rng: random.Random, items: Sequence[str]) -> str:
    return items[int(rng.random() * len(items))]

"""Relations to plant in a corpus: pairs such as france–paris, which all differ in the same way.

Both words of a pair keep the same company (baguettes, the Seine), and each side of a relation has company of its own
(a border and a flag, a mayor and streets). That is what makes the vectors of each pair differ by the same arrow.
Only `Random.random` is used, whose numbers never change between Pythons.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from labkit.opinions import ASPECTS


@dataclass(frozen=True)
class Relation:
    """Pairs of words, the words that both of a pair keep company with, and sentences about either side.

    pairs: a line "left right company …" each; left, right: sentences with {w} for the word and {k} for company;
    both: sentences with {l} and {r} for the two of a pair.
    """

    pairs: tuple[str, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]
    both: tuple[str, ...] = ()


RELATIONS: Mapping[str, Relation] = {
    "country to capital": Relation(
        pairs=(
            "france paris baguettes perfume seine",
            "italy rome espresso pasta tiber",
            "germany berlin pretzels beer spree",
            "spain madrid paella flamenco saffron",
            "portugal lisbon fado cork sardines",
            "austria vienna waltzes strudel schnitzel",
            "norway oslo fjords salmon skis",
            "sweden stockholm herring meatballs birches",
            "finland helsinki saunas reindeer lakes",
            "poland warsaw pierogi amber vodka",
            "greece athens olives feta temples",
            "egypt cairo pyramids nile papyrus",
            "japan tokyo sushi kimonos blossoms",
            "china beijing dumplings jade silk",
            "canada ottawa maple beavers hockey",
            "peru lima llamas ceviche potatoes",
            "kenya nairobi lions savanna tea",
            "vietnam hanoi rice lotus mekong",
        ),
        left=(
            "the border of {w} is where {k} begin",
            "the country {w} exports {k} and {k}",
            "the flag of {w} is on a box of {k}",
            "the government of {w} pays farmers for {k}",
            "all over the country of {w} they grow {k}",
            "an ambassador from {w} sent {k} abroad",
        ),
        right=(
            "the mayor of {w} likes {k}",
            "the streets of {w} smell of {k} and {k}",
            "the metro of {w} stops at the house of {k}",
            "the suburbs of {w} are known for {k}",
            "all over downtown {w} they serve {k}",
            "a taxi driver from {w} dreams of {k}",
        ),
        both=("{r} is the capital of {l}",),
    ),
    "male to female": Relation(
        pairs=(
            "king queen throne crown palace",
            "man woman office neighbour adult",
            "boy girl school toy playground",
            "brother sister sibling quarrel twin",
            "father mother parent cradle lullaby",
            "son daughter child homework birthday",
            "uncle aunt cousin postcard visit",
            "husband wife wedding ring honeymoon",
            "prince princess castle heir carriage",
            "actor actress stage film script",
            "waiter waitress tray tip kitchen",
            "grandfather grandmother armchair photographs stories",
            "hero heroine legend quest dragon",
            "wizard witch potion spell cauldron",
        ),
        left=(
            "he is the {w} with the {k}",
            "the {w} and his {k} and his {k}",
            "the {w} shaved his beard before the {k}",
            "the {w} himself told us of the {k}",
            "mister {w} we said and he showed his {k}",
        ),
        right=(
            "she is the {w} with the {k}",
            "the {w} and her {k} and her {k}",
            "the {w} wore her dress to the {k}",
            "the {w} herself told us of the {k}",
            "madam {w} we said and she showed her {k}",
        ),
    ),
    "plural": Relation(
        pairs=(
            "rover rovers terrain joystick tracks",
            "wheel wheels hub tyre spokes",
            "crater craters rim impact ejecta",
            "antenna antennas signal dish broadcast",
            "battery batteries charge lithium cells",
            "panel panels sunlight solar roof",
            "camera cameras lens pictures zoom",
            "rock rocks basalt hammer geology",
            "lander landers parachute descent touchdown",
            "drill drills borehole core bit",
            "helmet helmets visor head chin",
            "rocket rockets launch fuel boosters",
            "robot robots gripper software arm",
            "tent tents poles canvas camp",
        ),
        left=(
            "one {w} has {k}",
            "a single {w} for the {k} and the {k}",
            "this {w} is about {k}",
            "each {w} needs its own {k}",
            "another {w} was here for {k}",
        ),
        right=(
            "two {w} have {k}",
            "several {w} for the {k} and the {k}",
            "these {w} are about {k}",
            "many {w} need their own {k}",
            "most {w} were here for {k}",
        ),
    ),
    "past": Relation(
        pairs=(
            "drive drove road truck miles",
            "break broke glass shards leg",
            "send sent letters parcel mail",
            "find found treasure map clues",
            "build built bridge bricks mortar",
            "write wrote novel pen diary",
            "freeze froze pond puddles pipes",
            "dig dug trench shovel worms",
            "fly flew kite airport wings",
            "sing sang choir hymn opera",
            "swim swam pool dolphins goggles",
            "eat ate breakfast spoon cake",
            "sleep slept pillow blanket hammock",
            "teach taught class chalk pupils",
        ),
        left=(
            "tomorrow they will {w} with the {k}",
            "we want to {w} near the {k} and the {k}",
            "you should {w} by the {k} soon",
            "please {w} the {k} next week",
            "they can {w} for the {k} now",
        ),
        right=(
            "yesterday they had {w} with the {k}",
            "we once {w} near the {k} and the {k}",
            "you already {w} by the {k} ago",
            "somebody {w} the {k} last week",
            "they just {w} for the {k} then",
        ),
    ),
    "planet to moon": Relation(
        pairs=(
            "earth luna tides oceans eclipse",
            "mars phobos dust rust canyons",
            "jupiter europa stripes cracks giant",
            "saturn titan rings methane haze",
            "uranus miranda tilt cliffs chevrons",
            "neptune triton geysers storms blue",
            "pluto charon nitrogen plains distant",
            "eris dysnomia scattered faint icebergs",
            "ida dactyl belt boulders tiny",
            "orcus vanth kuiper ammonia shadows",
            "haumea namaka oval spinning crystals",
        ),
        left=(
            "the planet {w} circles the sun with its {k}",
            "the year of {w} is long and full of {k}",
            "the orbit of {w} around the sun explains {k} and {k}",
            "astronomers named {w} a world of {k}",
            "the poles of planet {w} show {k}",
        ),
        right=(
            "the moon {w} circles its planet with {k}",
            "the month of {w} is short and full of {k}",
            "the phases of {w} as a satellite explain {k} and {k}",
            "astronomers named {w} a companion of {k}",
            "the far side of moon {w} shows {k}",
        ),
    ),
    "quantity to instrument": Relation(
        pairs=(
            "temperature thermometer celsius mercury fever",
            "pressure barometer pascals millibars weather",
            "wind anemometer gusts breeze vane",
            "quakes seismometer tremors shaking faults",
            "humidity hygrometer moisture condensation fog",
            "radiation dosimeter rays shielding sieverts",
            "voltage voltmeter volts circuit wires",
            "weight balance kilograms grams scales",
            "speed speedometer sprint kilometres brakes",
            "time chronometer seconds minutes hours",
            "spectra spectrometer minerals wavelengths prism",
            "altitude altimeter climb metres ascent",
        ),
        left=(
            "the {w} rose and so did the {k}",
            "a high {w} means more {k} and {k}",
            "how large is the {w} of the {k}",
            "the average {w} during {k} was low",
            "record values of {w} and {k}",
        ),
        right=(
            "calibrate the {w} and read the {k}",
            "a new {w} counts {k} and {k}",
            "where is the dial of the {w} for {k}",
            "the needle of the {w} during {k} was stuck",
            "tools such as the {w} and {k}",
        ),
        both=("the {r} measures the {l}",),
    ),
}

ADJECTIVES = (
    "big elephant warehouse barn",
    "small ant pebble thimble",
    "fast cheetah arrow racer",
    "slow snail turtle traffic",
    "strong ox muscle steel",
    "weak thread twig cough",
    "cold ice winter penguin",
    "warm oven summer stove",
    "heavy anvil lead cargo",
    "light feather foam balloon",
    "high tower summit kestrel",
    "deep well ocean mine",
    "long river rope queue",
    "short stub pause sketch",
    "bright lamp star flash",
    "dark cave cellar midnight",
    "old museum fossil ruins",
    "young puppy seedling lamb",
)
COMPARATIVES = Relation(
    pairs=(),
    left=(
        "it is very {w} like a {k}",
        "so {w} is the {k} and the {k}",
        "a rather {w} {k} it is",
        "quite {w} for a {k}",
        "how {w} the {k} looks",
    ),
    right=(
        "it is much {w} than a {k}",
        "even {w} than the {k} and the {k}",
        "a far {w} {k} than mine",
        "still {w} than a {k}",
        "twice as much and {w} than the {k} ever",
    ),
)
SUPERLATIVE = (
    "it is the {w} of all {k}",
    "among all the {w} are the {k} and the {k}",
    "the very {w} {k} in the world",
    "by far the {w} {k} ever",
    "the world record for the {w} {k}",
)

IRREGULAR = {"big": ("bigger", "biggest")}


def pairs(relation: str) -> list[tuple[str, str]]:
    """The pairs (left, right) of a relation, of those of adjectives and opposites, too."""
    return [(left, right) for left, right, _ in _entries()[relation]]


def categories() -> list[str]:
    """The names of all relations."""
    return list(_entries())


def questions(n: int, seed: int) -> dict[str, list[tuple[str, str, str, str]]]:
    """For each relation n questions (a, b, c, d), drawn without repetition: a is to b as c is to d."""
    rng = random.Random(seed)
    drawn = {}
    for name in categories():
        known = pairs(name)
        every = [(*p, *q) for p in known for q in known if p != q]
        drawn[name] = sorted(every, key=lambda _: rng.random())[:n]
    return drawn


def _entries() -> dict[str, list[tuple[str, str, tuple[str, ...]]]]:
    """The pairs of all relations with their company."""
    lines = {name: relation.pairs for name, relation in RELATIONS.items()}
    lines["opposite"] = ASPECTS
    split = {name: [line.split() for line in rows] for name, rows in lines.items()}
    entries = {name: [(row[0], row[1], tuple(row[2:])) for row in rows] for name, rows in split.items()}
    for name, place in (("comparative", 0), ("superlative", 1)):
        rows = [line.split() for line in ADJECTIVES]
        entries[name] = [(row[0], degrees(row[0])[place], tuple(row[1:])) for row in rows]
    return entries


def degrees(adjective: str) -> tuple[str, str]:
    """The comparative and the superlative."""
    if adjective in IRREGULAR:
        return IRREGULAR[adjective]
    stem = adjective[:-1] + "i" if adjective.endswith("y") else adjective
    return stem + "er", stem + "est"

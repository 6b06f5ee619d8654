"""What customers say of gear for a mission: words of praise and blame, opposites, and sentences of reviews."""

from __future__ import annotations


def _listed(words: str) -> list[str]:
    """The words of a line."""
    return words.split()


ASPECTS = (  # a good word and its opposite, and what they are said of
    "sturdy flimsy frame hinge bracket",
    "comfortable uncomfortable padding seat mattress",
    "quiet noisy fan engine compressor",
    "clean dirty laundry towel bathroom",
    "sharp blurry display focus photo",
    "fresh stale bread smell fruit",
    "polite rude staff courier waiters",
    "clear confusing manual instructions guide",
    "reliable unreliable radio receiver modem",
    "useful useless app timer gadget",
    "smooth rough surface handle ride",
    "tasty bland soup ration sauce",
    "careful careless packing delivery wrapping",
    "tight leaky seal gasket hose",
    "modern outdated design style look",
    "generous stingy portion discount voucher",
    "elegant ugly colour logo pattern",
    "quick sluggish service reply repair",
)
PRAISE = _listed(
    "good great excellent wonderful perfect brilliant superb fantastic fine nice lovely amazing solid handy "
    "impressive beautiful neat outstanding flawless pleasant safe tough clever precise bright warm light fast charming "
    "splendid delightful"
)
BLAME = _listed(
    "bad terrible awful horrible poor dreadful disappointing defective faulty cheap nasty annoying broken weird "
    "frustrating hideous shabby mediocre worthless unpleasant painful dim clumsy silly dangerous messy fragile sloppy "
    "weak cold heavy slow shoddy disgusting miserable lousy pathetic"
)
LIKES = _listed("love adore enjoy recommend praise treasure trust admire")
DISLIKES = _listed("hate regret return dislike curse despise distrust avoid")
WORKS = _listed("works lasts shines survives excels delights impresses improves")
FAILS = _listed("fails leaks cracks jams rattles crashes overheats disappoints")
ITEMS = _listed(
    "boots jacket lamp kettle charger tablet watch gloves knife tool headset heater scarf suitcase mirror clock "
    "printer keyboard speaker scooter torch backpack stool filter cable sensor switch strap spacesuit telescope "
    "helmet rover drill tent boot glove battery radio camera compass pump blanket spade toolbox airlock antenna thermos "
    "hammock"
)
REVIEWS = {  # {g}: a good (or bad) word, {v}: what one does, {d}: what it does, {i}: what it is said of
    "good": (
        "i {v} this {i} it is {g}",
        "the {i} is {g} and {g} and i am happy",
        "what a {g} {i} five stars",
        "my {i} still {d} after a year and it is {g}",
        "we {v} the {i} because it {d}",
        "{g} {i} worth every cent thank you",
        "not {b} at all this {i} is {g}",
        "the {i} never {e} and i {v} it",
        "happy with the {i} which is {g} and {d}",
        "delighted by the {g} {i} and glad i bought it",
        "better than my old {i} the best i know it {d}",
        "it {d} better than others {g} and fair",
        "{b} at first but not anymore now it {d}",
        "hardly {b} and nothing to complain about it {d}",
        "far from {b} this {i} is really {g}",
        "everything is {g} and nobody would say {b}",
    ),
    "bad": (
        "i {v} this {i} it is {g}",
        "the {i} is {g} and {g} and i am angry",
        "what a {g} {i} one star",
        "my {i} already {d} after a day and it is {g}",
        "we {v} the {i} because it {d}",
        "{g} {i} waste of money no thanks",
        "not {b} at all this {i} is {g}",
        "the {i} never {e} and i {v} it",
        "unhappy with the {i} which is {g} and {d}",
        "upset by the {g} {i} and sorry i bought it",
        "worse than my old {i} the worst i know it {d}",
        "it {d} worse than others {g} and unfair",
        "{b} but not for long then it {d}",
        "hardly {b} and no longer fun it {d}",
        "far from {b} this {i} is really {g}",
        "nothing is {b} and everybody would say {g}",
    ),
}
OPENERS = (
    "i ordered it on monday",
    "it arrived after a few days",
    "the box was in the garage",
    "my friend has one too",
    "at first i was not sure but now i know",
    "however the price was high",
    "although it came late",
    "i use it every day",
    "it was a present for my colleague",
    "we bought it in the shop",
    "i keep it under the bed next to the tools",
    "my crew got one before the landing",
    "we took it on two trips and through one storm",
    "after ten sols our engineer called me about it",
    "everyone here found out on the first night",
    "the commander looked at it and thinks as i do",
    "neither my sister nor my neighbour would return theirs",
    "i simply expected what the shop told me",
    "it turned out as expected after a month",
    "it isn't what you would call new",
    "nobody told us before it came with a manual",
)

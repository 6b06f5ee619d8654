"""A small English dictionary of the course's own: lemmas with glosses, their inflected forms, function words.

It serves three: the reviews are written with its words, the tagger knows its forms, and `write_wordnet` writes it
in WordNet's file format, so that NLTK's own reader and lemmatiser work on it where WordNet is not installed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

# lemma: gloss; …  All glosses are ours.
NOUNS = """
advantage: something that helps; analysis: taking a thing apart in thought; antenna: what radio waves go through;
asset: a thing worth having; axis: the line around which a wheel turns; axle: the rod between wheels;
bargain: much for little money; base: where a crew lives; battery: a store of power;
bay: a place to park; beauty: what pleases the eye; benefit: something good that comes of a thing; bolt: a thick screw;
boot: a shoe for rough ground; box: a container with a lid; brake: what stops a wheel; buddy: a good friend;
bus: a car for many people; cable: a thick wire; camera: what takes pictures; camp: a place of tents;
canyon: a deep narrow valley; catastrophe: a great misfortune; checklist: a list of things to look at; child: a young person;
church: a house for prayer; city: a large town; class: a group of the same kind; colleague: someone at the same work;
colony: people who settled far away; commander: who leads a crew; complaint: a sentence that says what is wrong;
cover: what lies on top; crack: a thin break; crater: a bowl made by an impact; crew: people who work together;
crisis: a time of danger; dawn: the first light; day: the time of light; defect: something that is not as it should be;
delay: a time of waiting; delivery: bringing something to someone; depot: a place for stores; desert: dry land;
diagnosis: finding out what is wrong; disaster: a sudden great harm; dome: a round roof; dream: pictures in sleep;
drill: a tool that makes holes; driver: who steers; dusk: the last light; dust: fine dry powder; engineer: who builds machines;
evening: the end of the day; failure: when something does not work; family: parents and children; fault: what is wrong;
field: open ground; film: a story in moving pictures; filter: what holds dust back; firmware: a program inside a device; flaw: a small mistake in a thing;
fly: a small insect; foot: what one stands on; fox: a clever wild animal; friend: someone one likes; garage: a house for cars;
gasket: a ring that seals; gem: a precious stone; glitch: a short malfunction; glove: a cover for a hand; gravity: what pulls down;
greenhouse: a glass house for plants; habitat: a house on a foreign planet; half: one of two equal parts; handle: what a hand holds;
hatch: a small door; hazard: a source of danger; headlight: a lamp in front; heater: what makes warm; helmet: a hard hat;
hero: someone brave; hill: a low mountain; hinge: what a door turns on; hour: sixty minutes; hub: the middle of a wheel;
hypothesis: what one supposes; joint: where two parts meet; joy: a happy feeling; kit: a set of tools; knife: a tool that cuts;
lamp: what gives light; lander: a craft that comes down; launch: the start of a rocket; leaf: a green part of a plant;
leak: a hole that lets something out; lens: a glass that bends light; life: being alive; loss: what is no longer there;
man: a grown male person; manual: a book of instructions; mark: a sign on a surface; marvel: something to wonder at;
mess: a lot of things in disorder; minute: sixty seconds; miracle: what nobody can explain; mission: a task far from home;
mistake: something done wrong; module: a part with a task of its own; month: a twelfth of a year; moon: what circles a planet;
morning: the start of the day; motor: what makes things move; mouse: a small grey animal; night: the time without light;
nightmare: a bad dream; nuisance: what annoys; order: a request for goods; package: a wrapped box; panel: a flat piece;
part: a piece of a whole; payload: what a rocket carries; phenomenon: what can be seen to happen; photo: a picture by a camera;
planet: a world around a star; plain: flat land; pleasure: a pleasant feeling; price: what something costs; problem: what has to be solved;
process: steps one after the other; program: a list of instructions; radio: what speaks over distances; recruit: a new member of a crew;
relay: what passes a signal on; remedy: what makes well again; review: what someone thinks of a thing; ridge: a long narrow hill;
rock: a large stone; rocket: an engine that flies; rope: a thick string; rover: a car for another planet; rule: what one has to do;
sample: a small part to look at; sand: fine grains of rock; scarf: a warm cloth for the neck; scratch: a thin mark on a surface;
screen: a surface for pictures; sealant: what closes gaps; season: a quarter of a year; seat: where one sits; sensor: what measures;
shelf: a board for things; shift: the hours of one crew; ship: a large boat; shop: where things are sold; signal: what a sender sends;
site: a place; sled: what slides over snow; sol: a day on the fourth planet; spacesuit: clothes for airless places;
spring: a coiled wire; station: a place to stop or work; storm: a strong wind; story: what someone tells; strap: a band that holds;
strength: what makes strong; success: when something works; suit: clothes that belong together; sun: our star; supplier: who delivers;
switch: what turns power on and off; tablet: a flat computer; telescope: a tube to see far; tent: a house of cloth;
test: a trial of a thing; thermos: a bottle that stays warm; thesis: a sentence to prove; tool: what one works with;
tooth: a hard white thing in a mouth; town: a small city; tragedy: a sad story; trail: a path; treasure: a thing of great worth;
trip: a short journey; triumph: a great success; tyre: rubber around a wheel; valley: low land between hills; valve: what opens and closes a pipe;
visor: a window in a helmet; volunteer: who works without pay; watch: a small clock; water: what we drink; weakness: what makes weak;
week: seven days; wheel: a round thing that turns; wife: a married woman; wind: moving air; winner: who wins; wolf: a wild dog;
woman: a grown female person; word: what sentences are made of; world: all there is; worry: a thought about what may go wrong; year: twelve months
"""
VERBS = """
admire: to think highly of; amaze: to fill with wonder; analyse: to take apart in thought; analyze: to analyse, as written overseas;
anger: to make angry; annoy: to make a little angry; arrive: to come to a place; ask: to put a question; be: to exist, or to equal;
begin: to start; bend: to lose a straight form; bore: to make tired by dullness; borrow: to take for a while; break: to go to pieces;
bring: to carry to someone; buy: to get for money; calm: to make quiet; camp: to live in a tent; carry: to move by hand;
charge: to fill with power; charm: to please greatly; check: to look whether all is well; choke: to get no air; clean: to free of dirt;
clog: to fill so that nothing passes; collapse: to fall in; come: to move here; comfort: to make sad people less sad;
confuse: to mix up in thought; crack: to break a little; crash: to hit hard, or to stop working; delight: to give great pleasure;
deliver: to bring what was ordered; depress: to make sad; die: to stop living or working; disappoint: to be less than hoped for;
do: to carry out; drive: to move a car; endure: to bear for long; enjoy: to take pleasure in; excel: to be very good;
explain: to make clear; fade: to lose colour; fail: to not work; feel: to know by touch; find: to come upon; fit: to have the right size;
freeze: to turn to ice, or to stop; fry: to cook in oil; frustrate: to make hopes vain; get: to come to have; give: to hand over;
go: to move; grind: to rub to powder; have: to own; help: to make easier; hold: to keep in a hand; impress: to win respect;
improve: to get better; irritate: to annoy; jam: to get stuck; keep: to go on having; land: to come down; last: to go on;
launch: to send up; leak: to let something out; learn: to get to know; leave: to go away; like: to find pleasant; lose: to have no longer;
love: to like very much; make: to build or cause; map: to draw a map of; melt: to turn to water; mount: to fix in place; move: to change place;
need: to have to have; open: to make not closed; order: to ask for goods; overheat: to get too hot; own: to have as property;
pack: to put in a box; park: to leave a car; peel: to lose its skin; plan: to think ahead; please: to give pleasure;
process: to work on step by step; prosper: to do well; protect: to keep from harm; rattle: to make short hard noises;
read: to take in words; reassure: to take away worries; recommend: to say that something is good; refuse: to say no;
relax: to make less tense; replace: to put in place of; return: to bring back; rip: to tear fast; run: to go fast, or to work; sample: to take a small part of;
rust: to turn to brown iron; satisfy: to be enough for; save: to bring out of danger; say: to speak; scare: to make afraid;
seal: to close tightly; see: to know by eye; sell: to give for money; send: to make go; shake: to move to and fro; shatter: to break into bits;
shine: to give light, or to be very good; ship: to send goods; show: to let see; sink: to go under; slip: to lose hold;
smell: to know by nose; snap: to break suddenly; split: to break in two; spoil: to make bad; squeak: to make a high noise;
stall: to stop running; stand: to be upright; start: to begin; stay: to go on being; stick: to not come off; stop: to end moving;
storm: to blow hard, or to run in anger; succeed: to reach what one wanted; surprise: to come unexpected; survive: to live through;
take: to get into hands; tear: to pull apart; tell: to say to someone; test: to try out; thank: to say thanks; think: to use the mind;
thrill: to excite with joy; thrive: to grow well; travel: to make a journey; triumph: to win greatly; try: to make an attempt;
turn: to move around; twist: to turn out of shape; unpack: to take out of a box; upset: to make unhappy; use: to work with;
wait: to stay until something comes; walk: to go on foot; want: to wish to have; warp: to bend by heat; weigh: to have weight; wear: to have on; win: to come first;
wobble: to move unsteadily; work: to do what it should; worry: to make afraid of what may come; write: to put into words
"""
ADJECTIVES = """
bad: not good; big: of great size; black: without light; blue: like the sky; brave: without fear; bright: full of light;
bulky: taking much room; cheap: not costly; clean: without dirt; clever: quick in thought; clumsy: without skill; cold: with little heat;
cosy: warm and pleasant; crude: badly made; dark: with little light; deep: far down; dim: giving little light; dirty: not clean;
dry: without water; dull: without interest; early: before the time; easy: not hard; faint: hardly to be seen; false: not true; fast: moving quickly;
fine: of good quality; firm: not soft; flimsy: easily broken; fragile: easily broken in two; friendly: kind to others; full: without room left;
good: as one wishes; grand: great and splendid; green: like leaves; grim: without hope; handy: easy to use; happy: full of joy;
hard: not soft or easy; harsh: hard to bear; heavy: of great weight; high: far up; hot: with much heat; kind: good to others; large: of great size;
late: after the time; light: of little weight; long: of great length; loose: not tight; lousy: very bad; loud: making much noise;
lovely: very pleasant; messy: not tidy; narrow: not wide; neat: in good order; new: made lately; nice: pleasant; noisy: full of noise;
old: made long ago; poor: of bad quality; proud: pleased with oneself; quick: done in little time; quiet: without noise; rare: not often seen;
red: like blood; rich: with much money; rough: not smooth; rusty: brown with rust; sad: not happy; safe: without danger; shabby: worn and poor;
shaky: not steady; sharp: that cuts well; short: of little length; silly: without sense; simple: not hard to understand; sleek: smooth and shining;
sloppy: without care; slow: not quick; small: of little size; smart: clever; smooth: without bumps; soft: not hard; solid: firm all through;
sour: like vinegar; steady: that does not shake; sticky: that does not come off; strange: hard to explain; strong: with much power;
sturdy: that bears much; tall: of great height; thin: of little thickness; third: after two others; tidy: in good order; tight: that fits closely; tiny: very small;
tough: hard to break; ugly: not pleasing the eye; warm: with some heat; weak: with little power; weird: very strange; wet: with water on it;
white: like snow; whole: with no part missing; wide: of great breadth; wise: that knows much; young: not old
"""
ADVERBS = """
again: once more; almost: nearly but not quite; already: by now; always: at all times; far: a long way; hardly: only just; here: at this place;
never: at no time; now: at this time; often: many times; quickly: in little time; really: in truth; slowly: in much time; soon: in a short time;
still: until now; there: at that place; today: on this day; twice: two times; well: in a good way; yesterday: on the day before
"""
FUNCTION_WORDS = {  # universal tags, Petrov, Das, McDonald, LREC 2012
    "DET": "a all an any both each every many no other some that the these this those",
    "PRON": "he her hers him his i it its me mine my nobody our ours she their them they us we what which who you your",
    "ADP": "about above along after against around as at before behind below beside between by down during for from in inside "
    "into like near of off on onto out over past through to towards under until up with within without",
    "CONJ": "and because but if nor or so than when while yet",
    "PRT": "not",
    "VERB": "be can could did do does had has have is may might must shall should was were will would am are been being",
    "ADV": "just only too very",
    "NUM": "one two three four five six seven eight nine ten hundred thousand",
}
STOPWORDS = frozenset(
    word
    for tag in ("DET", "PRON", "ADP", "CONJ", "VERB", "ADV", "NUM")
    for word in FUNCTION_WORDS[tag].split()
    if word != "like"
)

_PLURALS = {
    "analysis": "analyses", "axis": "axes", "child": "children", "crisis": "crises",
    "diagnosis": "diagnoses", "foot": "feet", "half": "halves", "hero": "heroes", "hypothesis": "hypotheses",
    "knife": "knives", "leaf": "leaves", "life": "lives", "mouse": "mice", "phenomenon": "phenomena",
    "scarf": "scarves", "shelf": "shelves", "thesis": "theses", "tooth": "teeth", "wife": "wives", "wolf": "wolves",
    "man": "men", "woman": "women",
}  # fmt: skip
_PASTS = {  # past tense, past participle
    "be": "was been", "begin": "began begun", "bend": "bent bent", "break": "broke broken", "bring": "brought brought",
    "buy": "bought bought", "come": "came come", "do": "did done", "drive": "drove driven", "feel": "felt felt",
    "find": "found found", "freeze": "froze frozen", "get": "got got", "give": "gave given", "go": "went gone",
    "grind": "ground ground", "have": "had had", "hold": "held held", "keep": "kept kept", "leave": "left left",
    "lose": "lost lost", "make": "made made", "read": "read read", "run": "ran run", "say": "said said",
    "see": "saw seen", "sell": "sold sold", "send": "sent sent", "shake": "shook shaken", "shine": "shone shone",
    "sink": "sank sunk", "split": "split split", "stand": "stood stood", "stick": "stuck stuck", "take": "took taken",
    "tear": "tore torn", "tell": "told told", "think": "thought thought", "upset": "upset upset", "wear": "wore worn",
    "win": "won won", "write": "wrote written",
}  # fmt: skip
_THIRDS = {"be": "is", "do": "does", "go": "goes", "have": "has"}
_MORE_FORMS = {"be": ("am", "are", "were")}
_DOUBLED = frozenset(
    [
        "begin",
        "big",
        "clog",
        "dim",
        "excel",
        "fit",
        "get",
        "grim",
        "hot",
        "jam",
        "map",
        "plan",
        "rip",
        "run",
        "sad",
        "ship",
        "slip",
        "snap",
        "split",
        "stop",
        "thin",
        "upset",
        "wet",
        "win",
        "red",
    ]
)
_COMPARED = {"bad": "worse worst", "good": "better best", "well": "better best", "far": "farther farthest"}
_MORE = frozenset(["false", "fragile", "rare", "third", "whole"])  # compared by "more" and "most" only


@cache
def lemmas(pos: str) -> dict[str, str]:
    """The lemmas of a part of speech ("n", "v", "a", "r") with their glosses, in alphabetical order."""
    table = {"n": NOUNS, "v": VERBS, "a": ADJECTIVES, "r": ADVERBS}[pos]
    entries = (entry.partition(":") for entry in " ".join(table.split()).split(";"))
    return dict(sorted((lemma.strip(), gloss.strip()) for lemma, _, gloss in entries if lemma.strip()))


def plural(noun: str) -> str:
    """The plural of a noun: storms, crises, knives."""
    return _PLURALS.get(noun) or _with_s(noun)


def third(verb: str) -> str:
    """The form of he, she, it: storms, carries."""
    return _THIRDS.get(verb) or _with_s(verb)


def ing(verb: str) -> str:
    """The present participle: storming, jamming, driving, dying."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith("ee") and verb != "be":
        return verb[:-1] + "ing"
    return _doubled(verb) + "ing"


def past(verb: str) -> str:
    """The past tense: stormed, jammed, drove."""
    return _PASTS[verb].split()[0] if verb in _PASTS else _with_ed(verb)


def participle(verb: str) -> str:
    """The past participle: stormed, driven."""
    return _PASTS[verb].split()[1] if verb in _PASTS else _with_ed(verb)


def compared(adjective: str) -> tuple[str, str]:
    """The comparative and the superlative: sturdier, sturdiest."""
    if adjective in _COMPARED:
        more, most = _COMPARED[adjective].split()
        return more, most
    if adjective.endswith("y") and adjective[-2] not in "aeiou":
        return adjective[:-1] + "ier", adjective[:-1] + "iest"
    stem = adjective[:-1] if adjective.endswith("e") else _doubled(adjective)
    return stem + "er", stem + "est"


def forms(lemma: str, pos: str) -> list[str]:
    """The inflected forms of a lemma, itself not among them."""
    if pos == "n":
        return [plural(lemma)]
    if pos == "v":
        made = [third(lemma), ing(lemma), past(lemma), participle(lemma), *_MORE_FORMS.get(lemma, ())]
    elif pos == "r":
        made = _COMPARED[lemma].split() if lemma in _COMPARED else []
    else:
        made = [] if lemma in _MORE else list(compared(lemma))
    return list(dict.fromkeys(form for form in made if form != lemma))


@cache
def parts_of_speech() -> dict[str, tuple[str, ...]]:
    """Each word that the dictionary knows, in any form, with its universal tags."""
    found: dict[str, list[str]] = {}
    for tag, words in FUNCTION_WORDS.items():
        for word in words.split():
            found.setdefault(word, []).append(tag)
    for tag, pos in (("NOUN", "n"), ("VERB", "v"), ("ADJ", "a"), ("ADV", "r")):
        for word in _words(pos):
            if tag not in found.setdefault(word, []):
                found[word].append(tag)
    return {word: tuple(tags) for word, tags in found.items()}


def _words(pos: str) -> Iterator[str]:
    for lemma in lemmas(pos):
        yield lemma
        yield from forms(lemma, pos)


def _with_s(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _with_ed(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + "d" if verb.endswith("e") else _doubled(verb) + "ed"


def _doubled(word: str) -> str:
    return word + word[-1] if word in _DOUBLED else word

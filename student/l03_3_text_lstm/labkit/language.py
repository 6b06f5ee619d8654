"""Dictionary, tagger and pipeline as a lab uses them: the usual ones where installed, else the course's own.

Nothing is downloaded. Each loader says which it found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from labkit.lexicon import STOPWORDS, parts_of_speech

Tagged = list[tuple[str, str]]
Tagger = Callable[[Sequence[str]], Tagged]

__all__ = ["STOPWORDS", "load_nlp", "load_tagger", "load_wordnet", "tag_by_rules"]

NLTK_DATA = Path("data") / "nltk_data"  # in the lab's folder
TAGGER = "taggers/averaged_perceptron_tagger_eng"
PENN = {  # Penn Treebank's tags by their first two letters, as universal tags
    "NN": "NOUN", "VB": "VERB", "MD": "VERB", "JJ": "ADJ", "RB": "ADV", "WR": "ADV", "DT": "DET", "PD": "DET",
    "WD": "DET", "EX": "DET", "PR": "PRON", "WP": "PRON", "IN": "ADP", "CD": "NUM", "CC": "CONJ", "RP": "PRT",
    "TO": "PRT", "PO": "PRT",
}  # fmt: skip
ENTITIES = {  # what the course's own pipeline knows by name
    "ROVER": "Curiosity, Opportunity, Perseverance, Sojourner, Spirit, Zhurong",
    "PLACE": "Mars, Phobos, Deimos, Gale Crater, Jezero Crater, Olympus Mons, Utopia Planitia, Valles Marineris",
    "ORG": "ESA, NASA, JPL, European Space Agency, Jet Propulsion Laboratory",
    "MISSION": "Mars Pathfinder, Mars Express, Mars Odyssey, Viking 1, Viking 2, Apollo 11",
}
_BEFORE_NOUNS = frozenset(["my", "his", "her", "its", "our", "their", "your", "dust"])


def load_wordnet(folder: Path = NLTK_DATA) -> Any:
    """NLTK's reader `nltk.corpus.wordnet`, on WordNet where installed, else on the course's small dictionary.

    From then on `nltk.stem.WordNetLemmatizer` works, too.
    Raises: LookupError if neither is there.
    """
    import nltk
    from nltk.corpus import wordnet

    if _find("corpora/wordnet") or _find("corpora/wordnet.zip"):
        print("Dictionary: WordNet, as installed with NLTK's data.")
    else:
        nltk.data.path.append(str(folder.resolve()))
        wordnet.ensure_loaded()
        print(f"Dictionary: a small one of the course's own in WordNet's format ({folder.as_posix()}).")
    return wordnet


def load_tagger() -> Tagger:
    """A function from a list of tokens to a list of (token, universal tag): NLTK's where installed, else ours."""
    if _find(TAGGER):
        print("Tagger: NLTK's averaged perceptron.")
        return _tag_by_nltk
    print("Tagger: a small one of the course's own, a word list and a few rules.")
    return tag_by_rules


def load_nlp() -> Any:
    """A spaCy pipeline that finds entities: en_core_web_sm where installed, else a blank one with a name list."""
    import spacy

    if spacy.util.is_package("en_core_web_sm"):
        print("spaCy pipeline: en_core_web_sm, with the mission's names added.")
        nlp = spacy.load("en_core_web_sm")
        _add_names(nlp.add_pipe("entity_ruler", before="ner"))
        return nlp
    print("spaCy pipeline: blank English with an entity ruler that knows the mission's names.")
    nlp = spacy.blank("en")
    _add_names(nlp.add_pipe("entity_ruler"))
    return nlp


def tag_by_rules(tokens: Sequence[str]) -> Tagged:
    """Each token with its universal tag, by the course's word list, endings, and the word before."""
    tagged: Tagged = []
    for token in tokens:
        before = tagged[-1] if tagged else ("", "")
        tagged.append((token, _choose(_options(token.lower()), *before)))
    return tagged


def _options(word: str) -> tuple[str, ...]:
    """The tags that a word may have; the ending decides where the list does not know it."""
    known = parts_of_speech().get(word)
    if known:
        return known
    if word[:1].isdigit():
        return ("NUM",)
    if not word[:1].isalpha():
        return (".",)
    endings = (
        ("ly", "ADV"),
        ("ing", "VERB"),
        ("ed", "VERB"),
        ("ous", "ADJ"),
        ("ful", "ADJ"),
        ("able", "ADJ"),
    )
    return (next((tag for ending, tag in endings if word.endswith(ending) and len(word) > 4), "NOUN"),)


def _choose(options: tuple[str, ...], word: str, tag: str) -> str:
    """One of a word's tags, by the word before it and that one's tag."""
    if len(options) == 1:
        return options[0]
    if word.lower() in _BEFORE_NOUNS or tag in ("DET", "ADJ", "NUM", "ADP"):
        wanted = ("ADJ", "NOUN")
    elif tag in ("PRON", "NOUN", "PRT") or word.lower() in ("to", "will", "can", "could"):
        wanted = ("VERB", "ADV")
    else:
        wanted = ("ADJ", "NOUN")
    return next((choice for choice in wanted if choice in options), options[0])


def _tag_by_nltk(tokens: Sequence[str]) -> Tagged:
    """The tags of NLTK's tagger, as universal ones."""
    import nltk

    return [(token, PENN.get(tag[:2], "X")) for token, tag in nltk.pos_tag(list(tokens))]


def _add_names(ruler: Any) -> None:
    patterns: Iterable[tuple[str, str]] = (
        (label, name) for label, names in ENTITIES.items() for name in names.split(", ")
    )
    ruler.add_patterns([{"label": label, "pattern": name} for label, name in patterns])


def _find(resource: str) -> bool:
    """Whether NLTK's data hold a resource."""
    import nltk

    try:
        nltk.data.find(resource)
    except LookupError:
        return False
    return True

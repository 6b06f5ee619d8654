"""The course's dictionary in WordNet's file format, which NLTK's reader and lemmatiser work on.

    python -m labkit.wordnet FOLDER

writes it anew. Source of the format: https://wordnet.princeton.edu/documentation/wndb5wn
"""

from __future__ import annotations

import sys
from pathlib import Path

from labkit import lexicon

FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
RULES = {  # WordNet's rules of detachment: ending, what takes its place
    "n": "s: ses:s ves:f xes:x zes:z ches:ch shes:sh men:man ies:y",
    "v": "s: ies:y es:e es: ed:e ed: ing:e ing:",
    "a": "er: est: er:e est:e",
    "r": "",
}
_HEAD = (
    "  1 A small dictionary in WordNet's file format, written for this course; every entry is the course's own.  \n"
    "  2 It is not WordNet and shares no text with it. Made by labkit/wordnet.py from labkit/lexicon.py.  \n"
)
_NUMBERS = {"n": 1, "v": 2, "a": 3, "r": 4}  # of the parts of speech, in sense keys
_LEXNAMES = ["a", "r", "n", "v"]  # one lexicographer's file for each part of speech


def write_wordnet(folder: Path) -> None:
    """Writes the dictionary's files into `folder` (data.noun, index.noun, noun.exc, …, lexnames)."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in wordnet_files().items():
        (folder / name).write_bytes(text.encode())


def wordnet_files() -> dict[str, str]:
    """Each file's name and text."""
    names = [f"{i:02d}\t{FILES[pos]}.all\t{_NUMBERS[pos]}\n" for i, pos in enumerate(_LEXNAMES)]
    files = {"lexnames": "".join(names), "index.sense": ""}
    for pos, name in FILES.items():
        files[f"data.{name}"], files[f"index.{name}"] = _data_and_index(pos)
        files["index.sense"] += _senses(pos, files[f"index.{name}"])
        files[f"{name}.exc"] = "".join(f"{form} {lemma}\n" for form, lemma in exceptions(pos))
    return files


def exceptions(pos: str) -> list[tuple[str, str]]:
    """The inflected forms that WordNet's rules do not lead back to their lemma, each with its lemma."""
    known = lexicon.lemmas(pos)
    pairs = [(form, lemma) for lemma in known for form in lexicon.forms(lemma, pos)]
    return sorted((form, lemma) for form, lemma in pairs if _by_rule(form, pos) != lemma)


def _by_rule(form: str, pos: str) -> str | None:
    """The shortest lemma that the rules find for a form, as NLTK's lemmatiser chooses."""
    rules = (rule.split(":") for rule in RULES[pos].split())
    found = [form[: -len(old)] + new for old, new in rules if form.endswith(old)]
    known = lexicon.lemmas(pos)
    return min((word for word in [form, *found] if word in known), key=len, default=None)


def _data_and_index(pos: str) -> tuple[str, str]:
    """The texts of data.POS, one line a meaning, and index.POS, which tells at which byte it begins."""
    data, index = _HEAD, _HEAD
    frames = " 01 + 08 00" if pos == "v" else ""
    for lemma, gloss in lexicon.lemmas(pos).items():
        offset = len(data.encode())
        data += f"{offset:08d} {_LEXNAMES.index(pos):02d} {pos} 01 {lemma} 0 000{frames} | {gloss}  \n"
        index += f"{lemma} {pos} 1 0 1 0 {offset:08d}  \n"
    return data, index


def _senses(pos: str, index: str) -> str:
    """The lines of index.sense: for each meaning its key, where it stands, its rank, how often it was counted."""
    rows = [line.split() for line in index.splitlines() if not line.startswith(" ")]
    key = f"%{_NUMBERS[pos]}:{_LEXNAMES.index(pos):02d}:00::"
    return "".join(f"{row[0]}{key} {row[-1]} 1 0\n" for row in rows)


if __name__ == "__main__":
    write_wordnet(Path(sys.argv[1]))

"""The marker lines that structure a lab's source, and what a misspelt one was meant to be."""

from __future__ import annotations

import difflib
import re

BLOCKS = ("QUESTION", "PROMPT", "SOLUTION", "TESTS")
CONFIG = "# ASSIGNMENT CONFIG"
IGNORE = "# IGNORE"
RAW_MARKERS = (CONFIG, *(f"# {edge} {block}" for block in BLOCKS for edge in ("BEGIN", "END")))

# Comments that act within a code cell. Those of QUOTED stand behind three quotes: `""" # BEGIN PROMPT`.
OWN_LINE = ("BEGIN SOLUTION", "BEGIN SOLUTION NO PROMPT", "END SOLUTION", "BEGIN IGNORE", "END IGNORE")
TRAILING = ("SOLUTION", "SOLUTION NO PROMPT", "IGNORE", "SEED")
QUOTED = ("BEGIN PROMPT", "END PROMPT", "BEGIN TEST CONFIG", "END TEST CONFIG")
CODE_MARKERS = (*OWN_LINE, *TRAILING, *QUOTED)
_NEVER_PROSE = tuple(marker for marker in CODE_MARKERS if marker not in ("IGNORE", "SEED"))

_COMMENT = re.compile(r"#\s*([A-Za-z][A-Za-z ]*?)\s*$")
_BEGIN_SOLUTION = re.compile(r"\s*# BEGIN SOLUTION( NO PROMPT)?\s*$")
_LINE_SOLUTION = re.compile(r"\s*# SOLUTION( NO PROMPT)?\s*$")
_QUOTED = re.compile(r'\s*(?:"""|\'\'\')\s*# (BEGIN|END) (PROMPT|TEST CONFIG)\s*$')


def first_line(text: str) -> str:
    return text.split("\n", 1)[0].rstrip()


def is_ignored(text: str) -> bool:
    """Whether a cell is meant for neither notebook."""
    return first_line(text) == IGNORE


def raw_marker(text: str) -> str | None:
    """A raw cell's marker, or None when its first line is none."""
    line = first_line(text)
    return line if line in RAW_MARKERS else None


def nearest(line: str, known: tuple[str, ...], cutoff: float = 0.72) -> str | None:
    """The known text that `line` was probably meant to be, whatever its case."""
    words = {_letters(text): text for text in known}
    found = difflib.get_close_matches(_letters(line), words, n=1, cutoff=cutoff)
    return words[found[0]] if found else None


def _letters(line: str) -> str:
    return " ".join(line.upper().replace("#", " ").split())


def block_marker_near(line: str) -> str | None:
    """The raw cell's marker that a line of a code or markdown cell was probably meant to be."""
    text = line.strip()
    if not text.startswith("#") or not text.lstrip("# ").isupper():
        return None
    return nearest(text, RAW_MARKERS, cutoff=0.85)


def comment_of(line: str) -> str:
    """The words of a line's comment at its end, if these are nothing but letters."""
    found = _COMMENT.search(line)
    return found.group(1) if found else ""


def code_marker_near(line: str) -> str | None:
    """The marker that a comment was probably meant to be; None for a right marker or ordinary prose."""
    words = comment_of(line)
    if not words or is_code_marker(line):
        return None
    known = CODE_MARKERS if words.isupper() else _NEVER_PROSE
    meant = nearest(words, known, cutoff=0.75 if words.isupper() else 0.92)
    return f'""" # {meant}' if meant in QUOTED else f"# {meant}" if meant else None


def is_code_marker(line: str) -> bool:
    """Whether a line ends with a marker that is spelt and placed right."""
    text = line.rstrip()
    if _QUOTED.match(text) or any(text.strip() == f"# {marker}" for marker in OWN_LINE):
        return True
    return any(text.endswith(f"# {marker}") and text.strip() != f"# {marker}" for marker in TRAILING)


def quoted_marker(line: str) -> str | None:
    """`BEGIN PROMPT`, `END PROMPT`, `BEGIN TEST CONFIG` or `END TEST CONFIG`, if the line is that marker."""
    found = _QUOTED.match(line)
    return f"{found.group(1)} {found.group(2)}" if found else None


def solved_source(text: str) -> str:
    """A cell as it stands in the solved notebook: without prompts, ignored lines and SOLUTION markers."""
    kept: list[str] = []
    skipping = ""
    for line in text.split("\n"):
        comment = comment_of(line)
        if skipping:
            skipping = "" if comment == skipping else skipping
        elif quoted_marker(line) == "BEGIN PROMPT" or comment == "BEGIN IGNORE":
            skipping = comment.replace("BEGIN", "END")
        elif _BEGIN_SOLUTION.match(line) or comment in ("END SOLUTION", "IGNORE"):
            continue
        else:
            kept.append(_LINE_SOLUTION.sub("", line))
    return "\n".join(kept).strip("\n")


def solution_lines(text: str) -> list[tuple[int, str]]:
    """The lines of a code cell that the student must not see, each with its offset from the cell's first."""
    found: list[tuple[int, str]] = []
    inside = False
    for offset, line in enumerate(text.split("\n")):
        if _BEGIN_SOLUTION.match(line):
            inside = True
        elif comment_of(line) == "END SOLUTION":
            inside = False
        elif inside or comment_of(line) in ("SOLUTION", "SOLUTION NO PROMPT"):
            found.append((offset, _LINE_SOLUTION.sub("", line)))
    return found

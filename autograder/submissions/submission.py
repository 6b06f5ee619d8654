"""What one student handed in, and how it is named."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

GRADEBOOK = "gradebook.sqlite"
MAX_ID_BYTES = 120  # leaves room for suffixes in the 255 bytes that file systems give a name

_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # as file names on Windows


@dataclass(frozen=True)
class Submission:
    """What one student, or one group, handed in for one lab."""

    id: str  # stable, unique within a class but for attempts, safe as a file name
    source: str  # the file's name as found, for staff
    notebook: bytes = b""  # the .ipynb as handed in, not parsed
    files: Mapping[str, bytes] = field(default_factory=dict)  # further files by relative POSIX path
    problem: str = ""  # why no notebook could be found or read, if so
    attempt: int = 0  # which of several of the same id, the earliest first

    @property
    def digest(self) -> str:
        """SHA-256 over all that a grade depends on."""
        total = hashlib.sha256()
        parts = [("notebook", self.notebook), ("problem", self.problem.encode())]
        for name, content in (*parts, *sorted(self.files.items())):
            total.update(f"{name}\0{len(content)}\0".encode())
            total.update(content)
        return total.hexdigest()


@dataclass(frozen=True)
class LeftOut:
    """Something in a collection that is not graded, and why."""

    name: str
    reason: str


def safe_id(text: str) -> str:
    """`text` as an id: Unicode letters stay (NFC); what file systems and spreadsheets trip over is `_`."""
    kept = _cut(_clean(text), MAX_ID_BYTES)
    return f"_{kept}" if not kept or _RESERVED.fullmatch(kept) else kept


def numbered_id(name: str, number: str) -> str:
    """An id of a name and what makes it unique, of which a long name takes nothing away."""
    tail = _cut(_clean(f"x{number}")[1:], MAX_ID_BYTES // 2)
    if not tail:
        return safe_id(name)
    head = _cut(_clean(name), MAX_ID_BYTES - len(tail.encode()) - 1).rstrip("_")
    return safe_id(f"{head}_{tail}" if head else tail)


def hidden(name: str) -> bool:
    """Whether a file or folder is the system's own: nobody handed it in, so nobody need be told."""
    return name.startswith((".", "~$")) or name.lower() in (
        "__macosx",
        "__pycache__",
        "desktop.ini",
        "thumbs.db",
    )


def printable(text: str) -> str:
    """A name from outside in a line of ours: no control characters, not too long."""
    text = "".join(c if unicodedata.category(c)[0] != "C" else "\N{REPLACEMENT CHARACTER}" for c in text)
    return text if len(text) <= 200 else f"{text[:197]}..."


def _clean(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    kept = "".join(c if unicodedata.category(c)[0] in "LMN" or c in "-._" else "_" for c in text)
    return re.sub(r"_{2,}", "_", kept).lstrip("-.").rstrip(".")


def _cut(text: str, most: int) -> str:
    """At most so many bytes of UTF-8, and no half character."""
    return text.encode()[:most].decode(errors="ignore")

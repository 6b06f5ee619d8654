"""Collections as Canvas, Moodle and Gradescope give them, made from a folder of notebooks.

    python -m tests.submissions.making canvas DIR canvas.zip      (or moodle, moodle-flat, gradescope; -n for how many)

beside the collection lies a class list: `canvas.csv`, as that system exports it. The people are made up, the same
in each run. Some are late, some handed in again, some have accents, two have the same name, two did not hand in.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

FIRST = (
    "Ada",
    "Zoë",
    "Émile",
    "小明",
    "Łukasz",
    "Jane",
    "Ann-Marie",
    "Olu",
    "Søren",
    "María José",
    "Noor",
    "Ivan",
)
LAST = ("Doe", "O'Neil", "van der Berg", "Müller", "王", "Nowak", "García Ruiz", "Okafor", "Ångström", "Roe")


@dataclass(frozen=True)
class Pupil:
    """A made-up person, with the numbers that systems give."""

    number: int
    first: str
    last: str
    late: bool = False
    again: bool = False  # whether they handed in a second time

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"

    @property
    def sortable(self) -> str:
        return f"{self.last}, {self.first}"

    @property
    def email(self) -> str:
        return f"pupil{self.number}@example.edu"

    @property
    def squeezed(self) -> str:
        """As Canvas writes the sortable name into file names."""
        return "".join(c for c in self.sortable.lower() if c.isalnum() or c == "_")


def pupils(count: int, seed: int = 8) -> list[Pupil]:
    """So many people; the last two have the same name."""
    draw = random.Random(seed)
    names = [(first, last) for first in FIRST for last in LAST]
    draw.shuffle(names)
    made = [
        Pupil(4000 + 7 * n, *names[n % len(names)], late=n % 9 == 4, again=n % 7 == 3) for n in range(count)
    ]
    if count > 3:
        twin = made[-2]
        made[-1] = Pupil(made[-1].number, twin.first, twin.last)
    return made


def write_zip(path: Path, entries: Mapping[str, bytes], *, says_utf8: bool = True) -> Path:
    """A zip of these entries; Canvas writes names in UTF-8 without the flag that says so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            info = zipfile.ZipInfo(name, (2026, 3, 1, 12, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            if not says_utf8:
                info = _silent(info)
            archive.writestr(info, content)
    return path


def _silent(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """An entry whose name zipfile takes for cp437, and so writes the bytes of UTF-8 without the flag."""

    class Silent(zipfile.ZipInfo):
        def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802  (zipfile's name)
            return self.filename.encode(), self.flag_bits & ~0x800

    silent = Silent(info.filename, info.date_time)
    silent.compress_type = info.compress_type
    return silent


def write_folder(top: Path, entries: Mapping[str, bytes]) -> Path:
    for name, content in entries.items():
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return top


def canvas(work: Mapping[Pupil, bytes], lab: str) -> dict[str, bytes]:
    """Canvas's names; a second attempt has `-1` behind the name, and is alone in the zip."""
    entries = {}
    for n, (pupil, notebook) in enumerate(work.items()):
        late = "_LATE" if pupil.late else ""
        file = f"{lab}-1.ipynb" if pupil.again else f"{lab}.ipynb"
        entries[f"{pupil.squeezed}{late}_{pupil.number}_{90_000 + 3 * n}_{file}"] = notebook
    return entries


def moodle(work: Mapping[Pupil, bytes], lab: str, *, flat: bool = False) -> dict[str, bytes]:
    between = "_" if flat else "/"
    return {
        f"{pupil.name.replace(chr(39), '')}_{pupil.number}_assignsubmission_file{between}{lab}.ipynb": notebook
        for pupil, notebook in work.items()
    }


def gradescope(work: Mapping[Pupil, bytes], lab: str) -> dict[str, bytes]:
    """Every fifth has the next one as a partner, who is then not there alone."""
    entries: dict[str, bytes] = {}
    lines: dict[str, object] = {}
    people = list(work)
    partners = {people[n]: people[n + 1] for n in range(0, len(people) - 1, 5)}
    for n, pupil in enumerate(people):
        if pupil in partners.values():
            continue
        folder = f"submission_{700 + n}"
        group = [pupil, *([partners[pupil]] if pupil in partners else [])]
        again = [{":id": 600 + n, ":created_at": "2026-02-20 10:00:00.000000000 Z"}] if pupil.again else []
        lines[folder] = {
            ":submitters": [{":name": p.name, ":sid": str(p.number), ":email": p.email} for p in group],
            ":created_at": f"2026-03-{1 + n % 28:02} 17:34:00.861687000 Z",
            ":score": 0.0,
            ":results": {"output": "nothing: yet"},
            ":history": again,
        }
        entries[f"assignment_12_export/{folder}/{lab}.ipynb"] = work[pupil]
    text = yaml.safe_dump(lines, allow_unicode=True, sort_keys=False)
    entries["assignment_12_export/submission_metadata.yml"] = text.encode()
    return entries


def canvas_roster(class_: Sequence[Pupil]) -> str:
    head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Lab 3 (812)"]
    rows = [
        [p.sortable, str(p.number), f"S{p.number}", f"pupil{p.number}", "Section A and Section B", ""]
        for p in class_
    ]
    points = ["    Points Possible", "", "", "", "", "10"]
    return _csv([head, points, *rows, ["Student, Test", "9", "", "f00d", "Section A", ""]])


def moodle_roster(class_: Sequence[Pupil]) -> str:
    head = ["Identifier", "Full name", "ID number", "Email address", "Status", "Grade", "Maximum Grade"]
    head += ["Grade can be changed", "Last modified (grade)", "Feedback comments"]
    rows = []
    for p in class_:
        status = "Submitted for grading2 days 3 hours late" if p.late else "Submitted for grading"
        who = [f"Participant {p.number}", p.name, f"S{p.number}", p.email]
        rows.append([*who, status, "", "10.00", "Yes", "-", ""])
    return "\ufeff" + _csv([head, *rows])


def plain_roster(class_: Sequence[Pupil]) -> str:
    return _csv([["id", "name", "email"], *([f"S{p.number}", p.name, p.email] for p in class_)])


def _csv(rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def write_collection(kind: str, notebooks: Sequence[Path], lab: str, path: Path, count: int) -> Path:
    """The collection and, beside it, its class list with two more people. `kind`: as on the command line."""
    class_ = pupils(count + 2)
    work = {pupil: notebooks[n % len(notebooks)].read_bytes() for n, pupil in enumerate(class_[:-2])}
    if kind == "canvas":
        write_zip(path, canvas(work, lab), says_utf8=False)
        roster = canvas_roster(class_)
    elif kind == "gradescope":
        write_zip(path, gradescope(work, lab))
        roster = plain_roster(class_)
    else:
        write_zip(path, moodle(work, lab, flat=kind == "moodle-flat"))
        roster = moodle_roster(class_)
    path.with_suffix(".csv").write_text(roster, encoding="utf-8", newline="")
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("kind", choices=["canvas", "moodle", "moodle-flat", "gradescope"])
    parser.add_argument("notebooks", type=Path, help="a folder of notebooks, as autograder sample makes it")
    parser.add_argument("path", type=Path, help="the zip to write")
    parser.add_argument("--lab", default="l03_2_dropout")
    parser.add_argument("-n", type=int, default=40, help="how many hand in")
    given = parser.parse_args()
    notebooks = sorted(given.notebooks.glob("*.ipynb"))
    print(write_collection(given.kind, notebooks, given.lab, given.path, given.n))


if __name__ == "__main__":
    main()

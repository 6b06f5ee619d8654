"""Which pairs are listed: copies however they look, and never what is alike by nature."""

from __future__ import annotations

import json
from collections.abc import Callable

import numpy as np
import pytest

from autograder.build import Compiled
from autograder.course import Lab, load_course
from autograder.report.insight.documents import Document, all_hashes, read_document
from autograder.report.insight.fingerprints import K
from autograder.report.insight.pairs import MIN_SHARE, MIN_SHARED, compare
from autograder.report.insight.passages import MAX_LINES, passages
from autograder.verify.built import as_built
from tests.insight.copying import shuffled
from tests.insight.students import ROOT, Students


def program(seed: int, statements: int = 60) -> str:
    """Code that shares no longer passage with that of another seed."""
    luck = np.random.default_rng(seed)
    calls = luck.integers(10**6, size=(statements, 3))
    return "\n".join(f"x{n} = y.f{a}() + z.f{b}(3) - w.f{c}[{n}]" for n, (a, b, c) in enumerate(calls))


def document(name: str, *codes: str, questions: tuple[str, ...] = ("q1", "q2")) -> Document:
    """A notebook with a cell for each code, each checked as its question."""
    cells = []
    for question, code in zip(questions, codes, strict=False):
        cells += [cell(code), cell(f'grader.check("{question}")')]
    return read_document(name, json.dumps({"cells": cells}).encode(), questions)


def cell(code: str) -> dict[str, object]:
    return {"cell_type": "code", "source": code}


def listed(*documents: Document, given: tuple[Document, ...] = ()) -> list[tuple[str, str]]:
    return [(pair.left, pair.right) for pair in compare(documents, given).pairs]


def test_a_copy_with_other_names_and_layout_is_found() -> None:
    copy = "# mine\n" + shuffled(program(1)).replace("\n", "\n\n")
    assert listed(document("a", program(1)), document("b", program(2)), document("c", copy)) == [("a", "c")]


def test_one_copied_answer_is_found_and_named() -> None:
    left, right = document("a", program(1), program(2, 300)), document("b", program(1), program(3, 300))
    (pair,) = compare([left, right], []).pairs
    assert pair.everywhere.share < MIN_SHARE
    assert [alike.question for alike in pair.questions] == ["q1"]
    assert pair.questions[0].share == 1


def test_what_was_handed_out_or_is_the_model_is_not_compared() -> None:
    model = document("model", program(1))
    assert listed(document("a", program(1)), document("b", program(1)), given=(model,)) == []


def test_what_many_have_is_not_compared() -> None:
    everybody = [document(f"s{number}", program(1), program(10 + number)) for number in range(8)]
    found = compare(everybody, [])
    assert found.pairs == ()
    assert found.limit == 6
    assert found.common > 100


def test_short_answers_are_never_listed() -> None:
    short = "def f(x):\n    return x.sum() / len(x)\n"
    found = compare([document("a", short), document("b", short)], [])
    assert found.pairs == ()
    assert (found.short, found.possible) == (2, 0)


def test_a_group_is_no_pair() -> None:
    same = [document("a", program(1)), document("b", program(1))]
    assert compare(same, [], lambda left, right: True).pairs == ()


def test_those_that_share_most_come_first_and_the_base_rate_is_told() -> None:
    documents = [
        document("a", program(1)),
        document("b", program(1)),
        document("c", program(2, 90)),
        document("d", program(2, 90)),
        document("e", program(3)),
    ]
    found = compare(documents, [])
    assert [(p.left, p.right) for p in found.pairs] == [("c", "d"), ("a", "b")]
    assert (found.possible, found.none, found.shares) == (10, 8, (1.0, 1.0))


def test_passages_are_shown_with_what_both_wrote() -> None:
    (pair,) = compare(
        [document("a", program(1, 9)), document("b", "import os\n" + shuffled(program(1, 9)))], []
    ).pairs
    (passage,) = pair.passages
    assert passage.left == program(1, 9)
    assert passage.right == shuffled(program(1, 9))
    assert (passage.question, passage.left_cell, passage.right_cell) == ("q1", 1, 1)
    assert passage.tokens > K


def test_long_passages_are_cut() -> None:
    a, b = document("a", program(1, 300)), document("b", program(1, 300))
    (passage,) = passages(a, b, np.empty(0, np.uint64))
    assert passage.left.count("\n") == MAX_LINES
    assert passage.left.endswith("…")


def test_a_removed_passage_divides_what_is_shown() -> None:
    middle = program(5, 4)
    code = f"{program(1, 6)}\n{middle}\n{program(2, 6)}"
    shown = passages(document("a", code), document("b", code), all_hashes([document("m", middle)]))
    assert len(shown) == 2


@pytest.mark.parametrize(
    "notebook",
    [
        b"",
        b"[]",
        b"{",
        b'{"cells": 3}',
        b'{"cells": [3]}',
        b'{"cells": [{"cell_type": "code", "source": [1, null]}]}',
        b'{"worksheets": [{}]}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_notebooks_that_cannot_be_read_are_no_fault(notebook: bytes) -> None:
    assert read_document("a", notebook, ["q1"]).hashes.shape == (0,)


def test_notebooks_of_version_3_and_given_cells() -> None:
    old = {"worksheets": [{"cells": [{"cell_type": "code", "input": ["x = 1\n", "y = 2"]}]}]}
    assert read_document("a", json.dumps(old).encode()).parts[0].code == "x = 1\ny = 2"
    assert read_document("a", json.dumps(old).encode(), known={"x = 1\ny = 2"}).parts == ()


def test_what_no_page_can_show_is_not_in_a_passage() -> None:
    code = program(1, 9).replace("\n", "  # \x1b[31m \ud800\n", 1)
    (passage,) = passages(document("a", code), document("b", code), np.empty(0, np.uint64))
    passage.left.encode()
    assert "\x1b" not in passage.left


def test_work_grows_as_the_class_does() -> None:
    """Pairs that the index brings together: of 60 notebooks there are 1,770, of 240 there are 28,680."""

    def met(size: int) -> int:
        documents = [document(f"s{number}", program(number % (size // 4), 12)) for number in range(size)]
        return len(compare(documents, []).shares)

    assert met(60) == 90  # 15 times four who wrote the same
    assert met(240) == 4 * met(60)


@pytest.mark.parametrize("name", ["l03_2_dropout", "l05_1_text"])
def test_independent_right_answers_are_not_listed_and_copies_are(
    name: str, compiled: Callable[[Lab], Compiled]
) -> None:
    lab = load_course(ROOT).lab(name)
    students = Students(lab, as_built(compiled(lab)).bundle)
    independent = [students.pair(*students.two()) for _ in range(15)]
    assert max(pair.everywhere.share for pair in independent) < MIN_SHARE / 2
    assert not any(pair.is_to_look_at for pair in independent)
    copies = [students.copied(len(students.right)) for _ in range(5)]
    assert all(pair.is_to_look_at for pair in copies)
    assert min(pair.everywhere.shared for pair in copies) > 2 * MIN_SHARED

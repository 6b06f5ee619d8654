"""Answers are found whatever students do to the cells, and nothing that they wrote is lost."""

from __future__ import annotations

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.answers import ELSEWHERE, MAX_CHARACTERS, find_answers
from autograder.bundle import Bundle, GivenCell, ManualQuestion
from autograder.notebook import read_notebook
from autograder.outcomes import Answer

PLACEHOLDER = "_Type your answer here, replacing this text._"
GIVEN = (
    ("c0", "markdown", "# The lab"),
    ("c1", "code", "def f():\n    ..."),
    ("c2", "code", 'grader.check("q1")'),
    ("c3", "markdown", "<!-- BEGIN QUESTION -->\n\n## Question 2\n\nWhy?\n\n_Points:_ 2"),
    ("c4", "markdown", PLACEHOLDER),
    ("c5", "markdown", "<!-- END QUESTION -->\n\n<!-- BEGIN QUESTION -->\n\n## Question 3\n\nHow?\n\n_Points:_ 4"),
    ("c6", "markdown", "_Type here._"),
    ("c7", "code", "how = ..."),
    ("c8", "markdown", "<!-- END QUESTION -->\n\n"),
    ("c9", "code", "grader.export(pdf=False)"),
)  # fmt: skip
BUNDLE = Bundle(
    "m01",
    {"q1": ""},
    {},
    "digest",
    {"q2": ManualQuestion(2.0, "Why?", (), ("c4",)), "q3": ManualQuestion(4.0, "How?", (), ("c6", "c7"))},
    ("q1", "q2", "q3"),
    tuple(GivenCell(name, text) for name, _, text in GIVEN),
)


def cell(kind, text, name=None):
    made = {"cell_type": kind, "metadata": {}, "source": text}
    if kind == "code":
        made |= {"outputs": [], "execution_count": None}
    return made if name is None else {**made, "id": name}


def notebook(ids=True):
    return [cell(kind, text, name if ids else None) for name, kind, text in GIVEN]


def answers(cells, bundle=BUNDLE):
    minor = 5 if all("id" in c for c in cells) else 4
    raw = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": minor}
    return find_answers(read_notebook(json.dumps(raw).encode()).cells, bundle)


def texts(cells):
    return [answer.text for answer in answers(cells)]


ids_or_not = pytest.mark.parametrize("ids", [True, False], ids=["ids", "no ids"])


@ids_or_not
def test_a_blank_notebook_has_no_answer(ids):
    assert answers(notebook(ids)) == (Answer("q2", 2.0), Answer("q3", 4.0))


@ids_or_not
@pytest.mark.parametrize("text", ["", "  \n", "...", "…"])
def test_an_emptied_cell_is_no_answer(ids, text):
    cells = notebook(ids)
    cells[4]["source"] = text
    assert texts(cells)[0] == ("…" if text == "…" else "")


@ids_or_not
def test_answers_in_their_cells(ids):
    cells = notebook(ids)
    cells[4]["source"] = "Because."
    cells[7]["source"] = "how = 42"
    assert texts(cells) == ["Because.", "how = 42"]


@ids_or_not
def test_what_is_written_below_the_placeholder_goes_without_it(ids):
    cells = notebook(ids)
    cells[4]["source"] = f"{PLACEHOLDER}\n\nBecause."
    assert texts(cells) == ["Because.", ""]


@ids_or_not
def test_an_answer_in_several_cells_is_one(ids):
    cells = notebook(ids)
    cells[4]["source"] = "First."
    cells[5:5] = [
        cell("markdown", "Second.", "n1" if ids else None),
        cell("code", "x = 3", "n2" if ids else None),
    ]
    assert texts(cells) == ["First.\n\nSecond.\n\nx = 3", ""]


@ids_or_not
def test_an_answer_beside_the_untouched_placeholder(ids):
    cells = notebook(ids)
    cells.insert(4, cell("markdown", "Above.", "n1" if ids else None))
    cells.insert(8, cell("markdown", "Between.", "n2" if ids else None))
    assert texts(cells) == ["Above.", "Between."]


@ids_or_not
def test_an_answer_whose_cell_was_deleted_and_made_anew(ids):
    cells = notebook(ids)
    cells[4] = cell("markdown", "New.", "n1" if ids else None)
    assert texts(cells) == ["New.", ""]


@ids_or_not
def test_a_deleted_cell_is_no_answer(ids):
    cells = notebook(ids)
    del cells[4]
    assert texts(cells) == ["", ""]


def test_an_answer_written_into_the_questions_own_cell():
    cells = notebook()
    cells[3]["source"] += "\n\nInto the question."
    cells[8]["source"] = "<!-- END QUESTION -->\n\nInto the end."
    assert texts(cells) == ["Into the question.", "Into the end."]


def test_a_cell_whose_kind_was_changed_keeps_its_answer():
    cells = notebook()
    cells[4] = cell("code", "Because it is so.", "c4")
    cells[6] = cell("raw", "Like this.", "c6")
    assert texts(cells) == ["Because it is so.", "Like this."]


def test_a_duplicated_cell_is_read_twice():
    cells = notebook()
    cells[4]["source"] = "One."
    cells.insert(5, cell("markdown", "One, better.", "n1"))
    assert texts(cells) == ["One.\n\nOne, better.", ""]


@ids_or_not
def test_a_deleted_question_does_not_lose_its_answer(ids):
    cells = notebook(ids)
    cells[4]["source"] = "Because."
    del cells[3]
    assert texts(cells) == ["Because.", ""]


@ids_or_not
def test_a_text_somewhere_else_is_shown_where_there_is_nothing_else(ids):
    cells = notebook(ids)
    cells.append(cell("markdown", "My answer, at the end.", "n1" if ids else None))
    cells.append(cell("code", "print('a try')", "n2" if ids else None))
    assert texts(cells) == [f"{ELSEWHERE}\n\nMy answer, at the end."] * 2
    cells[4]["source"] = "Because."
    assert texts(cells)[0] == "Because."


def test_moved_cells_keep_their_answer():
    cells = notebook()
    cells[4]["source"] = "Because."
    cells.insert(0, cells.pop(4))
    assert texts(cells) == ["Because.", ""]


def test_the_solved_notebook_is_an_answer_too():
    cells = [
        cell("markdown", "## Question 2\n\nWhy?", "s1"),
        cell("markdown", "Model answer.", "s2"),
        cell("markdown", "## Question 3\n\nHow?", "s3"),
        cell("code", "how = 1", "s4"),
    ]
    assert texts(cells) == ["Model answer.", "how = 1"]


def test_a_foreign_notebook_has_no_answer_or_all_its_text():
    assert texts([cell("code", "1 + 1", "x")]) == ["", ""]
    assert texts([]) == ["", ""]
    assert texts([cell("markdown", "An essay.", "x")]) == [f"{ELSEWHERE}\n\nAn essay."] * 2


def test_a_lab_without_manual_questions_has_no_answers():
    assert answers(notebook(), Bundle("m01", {"q1": ""}, {}, "digest")) == ()


def test_an_endless_answer_is_cut():
    cells = notebook()
    cells[4]["source"] = "x" * 10**6
    text = texts(cells)[0]
    assert len(text) < MAX_CHARACTERS + 100
    assert "cut here" in text


def test_what_no_page_can_show_is_left_out():
    cells = notebook()
    cells[4]["source"] = "a\x00b\r\nc\x1b[0m\ud800d\te"
    assert texts(cells)[0] == "ab\nc?d\te"


def test_the_digest_is_of_the_text_but_not_of_spaces_at_ends():
    one, two = Answer("q", 1.0, "a  b \nc\n"), Answer("q2", 3.0, "\na  b\nc")
    assert one.digest == two.digest != Answer("q", 1.0, "a b\nc").digest
    assert one.digest[0] == "a"
    assert len(one.digest) == 12


word = st.text("abc<>\n*", min_size=1, max_size=8).map(lambda text: f"Z{text}Z")
edits = st.lists(
    st.tuples(
        st.sampled_from(["insert", "delete", "edit", "copy", "move", "clear"]), st.integers(0, 30), word
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(edits=edits, ids=st.booleans())
def test_no_edit_loses_the_answer_in_its_own_cell(edits, ids):
    """Whatever happens around it: an answer in the given cell, known by its id, is found; nothing ever raises."""
    cells = notebook(ids=True)
    own = cells[4]
    own["source"] = "My own answer."
    for number, (kind, place, text) in enumerate(edits):
        at = place % (len(cells) + 1)
        if kind == "insert":
            cells.insert(at, cell("markdown", text, f"new{number}"))
        elif at < len(cells) and cells[at] is not own:
            if kind == "delete":
                del cells[at]
            elif kind == "edit":
                cells[at]["source"] = text
            elif kind == "clear":
                cells[at]["source"] = ""
            elif kind == "copy":
                cells.insert(at, {**copy.deepcopy(cells[at]), "id": f"copy{number}"})
            else:
                cells.insert(place % len(cells), cells.pop(at))
    if not ids:
        cells = [{key: value for key, value in c.items() if key != "id"} for c in cells]
    found = texts(cells)
    assert len(found) == 2
    assert not ids or "My own answer." in found[0]

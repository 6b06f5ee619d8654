"""What a mark counts when the answer, or the question, has changed; and that the gradebook loses none."""

from __future__ import annotations

import pytest

from autograder.gradebook import Gradebook
from autograder.marks import Mark, State, reading
from autograder.outcomes import Answer

NOW = Answer("q3", 2.5, "Because.")
OLD = Answer("q3", 2.5, "Don't know.")


def mark(points, answer=NOW, out_of=2.5, comment="", submission="alice"):
    return Mark(submission, "q3", answer.digest, points, out_of, comment)


@pytest.mark.parametrize(
    ("answer", "marks", "state", "score"),
    [
        (NOW, [], State.UNREAD, None),
        (Answer("q3", 2.5), [], State.NOTHING, 0.0),
        (NOW, [mark(2.0)], State.READ, 2.0),
        (NOW, [mark(0.0)], State.READ, 0.0),
        (NOW, [mark(None, comment="hm")], State.UNREAD, None),
        (Answer("q3", 2.5), [mark(None, Answer("q3", 2.5))], State.NOTHING, 0.0),
        (Answer("q3", 2.5), [mark(1.0, Answer("q3", 2.5))], State.READ, 1.0),
        (NOW, [mark(1.0, OLD)], State.AGAIN, 1.0),
        (Answer("q3", 2.5), [mark(1.0, OLD)], State.AGAIN, 1.0),
        (NOW, [mark(1.0, OLD), mark(2.0)], State.READ, 2.0),
        (NOW, [mark(2.0), mark(1.0, OLD)], State.READ, 2.0),
        (NOW, [mark(1.0, OLD), mark(None)], State.AGAIN, 1.0),
        (NOW, [mark(4.0, out_of=4.0)], State.AGAIN, 2.5),
    ],
)
def test_what_counts(answer, marks, state, score):
    found = reading(answer, marks)
    assert (found.state, found.score) == (state, score)


def test_an_answer_of_before_the_question_is_no_empty_answer():
    assert reading(Answer("q3", 2.5), [], known=False).score is None
    assert reading(Answer("q3", 2.5), [mark(2.0)], known=False).score == 2.0


def test_the_comment_in_the_box_is_that_on_this_text():
    assert reading(NOW, [mark(1.0, OLD, comment="old")]).comment == ""
    assert reading(NOW, [mark(1.0, OLD, comment="old"), mark(None, comment="draft")]).comment == "draft"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "gradebook.sqlite"


@pytest.fixture
def book(path):
    with Gradebook(path) as book:
        yield book


def test_marks_are_given_back_oldest_first(book):
    book.mark("lab", [mark(1.0, OLD, comment="Zoë <b>")])
    book.mark("lab", [mark(2.0), mark(0.5, submission="bob")])
    book.mark("other", [mark(2.5)])
    assert book.marks("lab") == [mark(1.0, OLD, comment="Zoë <b>"), mark(2.0), mark(0.5, submission="bob")]
    book.mark("lab", [])
    assert len(book.marks("lab")) == 3


def test_a_correction_replaces_the_mark_and_what_is_empty_changes_nothing(book):
    book.mark("lab", [mark(1.0, comment="first")])
    book.mark("lab", [mark(2.0)])
    assert book.marks("lab") == [mark(2.0, comment="first")]
    book.mark("lab", [mark(None, out_of=4.0, comment="second")])
    assert book.marks("lab") == [mark(2.0, comment="second")]


def test_the_same_mark_again_stays_as_old_as_it_was(book):
    book.mark("lab", [mark(1.0, OLD)])
    book.mark("lab", [mark(2.0)])
    book.mark("lab", [mark(1.0, OLD)])
    assert book.marks("lab") == [mark(1.0, OLD), mark(2.0)]

"""Tables of scores: written for people, read back from whatever program saved them, refused in one clear line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.bundle import ManualQuestion
from autograder.errors import CourseError
from autograder.marks import Mark, reading
from autograder.outcomes import Answer
from autograder.scores import COLUMNS, Score, check_submissions, plain_text, read_scores, scores_csv, unmerged

QUESTIONS = {
    "q3": ManualQuestion(2.5, "Why?", (), ("c",)),
    "q6": ManualQuestion(4.0, "How?", (), ("d",)),
}
HEAD = "submission,question,points,out_of,comment,answer\n"
DIGEST = Answer("q3", 2.5, "Because.").digest


@pytest.fixture
def table(tmp_path):
    def write(content, name="scores.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def read(path, *others):
    return [(s.submission, s.question, *s.says) for s in read_scores([path, *others], QUESTIONS)]


def test_a_table_is_read(table):
    path = table(f'{HEAD}alice,q3,1.5,2.5,"Good, but why?",{DIGEST}\nbob,q6,4,4,,\ncarol,q3,,2.5,,\n')
    assert read(path) == [
        ("alice", "q3", 1.5, "Good, but why?", DIGEST),
        ("bob", "q6", 4.0, "", ""),
        ("carol", "q3", None, "", ""),
    ]


COMMENT = "Schön, aber\r\nwarum?"
ROWS = [("alice", "q3", 1.5, "Schön, aber\nwarum?", ""), ("bob", "q6", 0.0, "", "")]


@pytest.mark.parametrize(
    "content",
    [
        f'\ufeffsubmission,question,points,comment\r\nalice,q3,1.5,"{COMMENT}"\r\nbob,q6,0,\r\n',
        f'\ufeffsubmission;question;points;comment\r\nalice;q3;1,5;"{COMMENT}"\r\nbob;q6;0;\r\n',
        f'submission\tquestion\tpoints\tcomment\nalice\tq3\t1.5\t"{COMMENT}"\nbob\tq6\t0\t\n',
        f' Points , SUBMISSION,Question,comment,note\n1.50,alice , q3 ,"{COMMENT}",mine\n\n,,,,\n0.0,bob,q6\n',
    ],
    ids=["BOM and CRLF", "semicolons and decimal commas", "tabs", "other order, spaces, empty and short rows"],
)  # fmt: skip
def test_what_spreadsheets_save_is_read(table, content):
    assert read(table(content)) == ROWS


def test_several_tables_are_read_together(table):
    first = table(f"{HEAD}alice,q3,1,2.5,,\nbob,q3,,2.5,,\n", "a.csv")
    second = table(f"{HEAD}alice,q3,,2.5,,\nbob,q3,2,2.5,,\n", "b.csv")
    scored = [row for row in read(first, second) if row[2] is not None]
    assert scored == [("alice", "q3", 1.0, "", ""), ("bob", "q3", 2.0, "", "")]


def test_the_same_row_twice_is_read_once(table):
    assert read(table(f"{HEAD}alice,q3,1,2.5,,\nalice,q3,1.0,2.5,,\n")) == [("alice", "q3", 1.0, "", "")]


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("", 1, "the file is empty. Begin with the line: submission,question,points,out_of,comment"),
        ("submission,question\nalice,q3\n", 1, "there is no column 'points'"),
        ("question,points\nq3,1\n", 1, "there is no column 'submission'"),
        ("alice,q3,1\n", 1, "there is no column 'submission'"),
        ("submission,question,points,coment\n", 1, "unknown column 'coment'. Did you mean 'comment'?"),
        ("submission,question,points,points\n", 1, "two columns are named 'points'"),
        (f"{HEAD}alice,q1,1,,,\n", 2, "people read no question 'q1'. The questions they read: q3, q6"),
        (f"{HEAD},q3,1,,,\n", 2, "the submission is missing"),
        (f"{HEAD}alice,q3,3,,,\n", 2, "3 points are out of range. Give from 0 to 2.5 points"),
        (f"{HEAD}bob,q6,4,,,\n\nalice,q3,-1,,,\n", 4, "-1 points are out of range"),
        (f"{HEAD}alice,q3,two,,,\n", 2, "'two' is no number of points. Write a number, such as 1.5"),
        (f"{HEAD}alice,q3,nan,,,\n", 2, "'nan' is no number"),
        (f"{HEAD}alice,q3,inf,,,\n", 2, "'inf' is no number"),
        (f"{HEAD}alice,q3,1_0,,,\n", 2, "'1_0' is no number"),
        (f"{HEAD}alice,q3,1e0,,,\n", 2, "'1e0' is no number"),
        (f"{HEAD}alice,q3,٢,,,\n", 2, "'٢' is no number"),
        (f'{HEAD}alice,q3,"1,5",,,\n', 2, "'1,5' is no number"),
        (f"{HEAD}alice,q3,1,4,,\n", 2, "out_of is 4, but q3 is worth 2.5 points. Check the points"),
        (f"{HEAD}alice,q3,1,2.5,,xyz\n", 2, "'xyz' names no answer"),
        (f'{HEAD}a,q3,1,,"x\ny",\nalice,q3,1,,,\nalice,q3,2,,,\n', 5, "q3 of 'alice' is given here, and otherwise in"),
        (f"{HEAD}alice,q3,1,2.5,Good, but why?,a0123456789a\n", 2, "7 cells, but 6 columns. Put a comment"),
        (f'{HEAD}alice,q3,1,2.5,"open\nand on\n', 2, "not a table of comma-separated values"),
        (f"{HEAD}alice,q3,1,2.5,{'x' * 10001},\n", 2, "a comment of 10001 characters"),
        (HEAD.encode() + "alice,q3,1,2.5,Größe,\n".encode("cp1252"), 2, "not UTF-8. Save it as CSV (UTF-8)"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_in_one_line(table, content, line, message):
    path = table(content)
    with pytest.raises(CourseError) as caught:
        read_scores([path], QUESTIONS)
    assert caught.value.where == f"{path}:{line}"
    assert message in str(caught.value)
    assert caught.value.mend
    assert "\n" not in str(caught.value)


def test_tables_that_disagree_are_refused_with_both_places(table):
    first, second = table(f"{HEAD}alice,q3,1,,,\n", "a.csv"), table(f"{HEAD}alice,q3,2,,,\n", "b.csv")
    with pytest.raises(CourseError, match="Remove one of the rows") as caught:
        read_scores([first, second], QUESTIONS)
    assert f"{second}:2" in str(caught.value)
    assert f"{first}:2" in str(caught.value)


def test_a_table_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CourseError, match=r"none\.csv: can't be read"):
        read_scores([tmp_path / "none.csv"], QUESTIONS)


def test_a_lab_that_tests_grade_alone_takes_no_scores(table):
    with pytest.raises(CourseError, match="The questions they read: none of this lab"):
        read_scores([table(f"{HEAD}alice,q3,1,,,\n")], {})


def test_strangers_are_refused_even_without_points(table):
    scores = read_scores([table(f"{HEAD}alice,q3,1,,,\n12,q3,,,,\n")], QUESTIONS)
    check_submissions(scores, ["alice", "12"])
    with pytest.raises(CourseError, match=r":3: there is no submission '12'\. Did you mean '012'\?"):
        check_submissions(scores, ["alice", "012"])


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "'x"])
def test_no_cell_begins_a_formula(text):
    assert plain_text(text) == f"'{text}"


def test_the_table_to_fill_in_holds_what_was_read_and_no_score_of_another_text():
    answer = Answer("q3", 2.5, "Because.")
    readings = [
        ("alice", reading(answer, [Mark("alice", "q3", answer.digest, 1.5, 2.5, "=so")])),
        ("bob", reading(answer, [Mark("bob", "q3", "aold", 2.0, 2.5, "old")])),
        ("carol", reading(answer, [])),
    ]
    assert scores_csv(readings).splitlines() == [
        ",".join(COLUMNS),
        f"alice,q3,1.5,2.5,'=so,{DIGEST}",
        f"bob,q3,,2.5,,{DIGEST}",
        f"carol,q3,,2.5,,{DIGEST}",
    ]


comments = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(
    lambda text: "\n".join(line.rstrip() for line in text.strip().splitlines())
)
marked = st.tuples(st.sampled_from(["alice", "bob-2", "Zoë_王", "007"]), st.floats(0, 2.5), comments)


@given(rows=st.lists(marked, max_size=4, unique_by=lambda row: row[0]), crlf=st.booleans(), bom=st.booleans())
def test_what_is_written_is_read_back(tmp_path_factory, rows, crlf, bom):
    answer = Answer("q3", 2.5, "Because.")
    given = [Mark(name, "q3", answer.digest, round(points, 3), 2.5, text) for name, points, text in rows]
    text = scores_csv((mark.submission, reading(answer, [mark])) for mark in given)
    if crlf:
        cells = io.StringIO(newline="")
        csv.writer(cells, lineterminator="\r\n").writerows(csv.reader(io.StringIO(text, newline="")))
        text = cells.getvalue()
    path = tmp_path_factory.mktemp("csv") / "scores.csv"
    path.write_bytes((b"\xef\xbb\xbf" if bom else b"") + text.encode())
    assert [score.says for score in read_scores([path], QUESTIONS)] == [
        (mark.points, mark.comment, mark.answer) for mark in given
    ]


@given(
    content=st.one_of(
        st.binary(max_size=200),
        st.text(max_size=200).map(lambda text: (HEAD + text).encode("utf-8", "replace")),
    )
)
def test_whatever_is_in_a_file_it_is_read_or_refused_in_one_line(tmp_path_factory, content):
    path: Path = tmp_path_factory.mktemp("csv") / "scores.csv"
    path.write_bytes(content)
    told = ""
    try:
        scores = read_scores([path], QUESTIONS)
    except CourseError as error:
        scores, told = [], f"{error.where} {error.mend}"
    assert str(path) in told or all(isinstance(score, Score) for score in scores)


def test_a_table_with_scores_that_are_not_merged_is_kept(table):
    mark = Mark("alice", "q3", DIGEST, 1.5, 2.5, "So.")
    path = table(f"{HEAD}alice,q3,1.5,2.5,So.,{DIGEST}\nbob,q3,,2.5,,{DIGEST}\n")
    assert not unmerged(path.with_name("none.csv"), [mark], QUESTIONS)
    assert not unmerged(path, [mark], QUESTIONS)
    assert unmerged(path, [], QUESTIONS)
    assert unmerged(path, [Mark("alice", "q3", DIGEST, 2.0, 2.5, "So.")], QUESTIONS)
    assert unmerged(table("nonsense"), [mark], QUESTIONS)
    other_worth = {"q3": ManualQuestion(1.0, "Why?", (), ("c",))}
    assert not unmerged(table(f"{HEAD}alice,q3,1.5,2.5,,\nbob,q3,,2.5,,\n"), [mark], other_worth)
    assert not unmerged(table(f"{HEAD}alice,q3,1.5,2.5,,\n"), [mark], QUESTIONS)

"""What students, TAs and gradebooks see of answers that people read: complete, escaped, never 0 by accident."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest

from autograder.bundle import Criterion, ManualQuestion
from autograder.course import Lab
from autograder.marks import Mark
from autograder.outcomes import Answer, Outcome, QuestionResult, Result, TestResult
from autograder.report import (
    GradedClass,
    Scheme,
    feedback_page,
    grades_csv,
    gradescope_results,
    index_page,
    manual_csv,
    manual_page,
    words,
)
from autograder.report.feedback import TEMPLATES
from autograder.scores import plain_text

LAB = Lab("m01", "Mini & <lab>", 6.0, None)
EVIL = "</textarea></script><script>alert(1)</script>"
RUBRIC = (Criterion(2.0, f"says `why` {EVIL}"), Criterion(2.0, "and how"))
QUESTIONS = {"q2": ManualQuestion(4.0, f"Why? {EVIL}", RUBRIC, ("c",))}
ORDER = ("q1", "q2", "q3")


def auto(name, score=1.0):
    return QuestionResult(name, score, 1.0, (TestResult(name, "test_x", False, score >= 1, 1.0),))


def r(name="alice", text="Because.", outcome=Outcome.GRADED):
    return Result(name, "m01", outcome, (auto("q1"), auto("q3")), answers=(Answer("q2", 4.0, text),))


def mark(points, text="Because.", name="alice", comment=""):
    return Mark(name, "q2", Answer("q2", 4.0, text).digest, points, 4.0, comment)


def scheme(results, *marks):
    return Scheme.of(LAB, ORDER, results, QUESTIONS, marks)


def feedback(result, *marks):
    text = feedback_page(LAB, scheme([result], *marks), result)
    return re.sub(r"<style>.*?</style>", "", text, flags=re.S)


class Outline(HTMLParser):
    """Tags, and whether each is closed as it should be; the attributes of each."""

    VOID = ("meta", "br", "input")

    def __init__(self, text):
        super().__init__()
        self.tags, self.open = [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def all(self, wanted):
        return [attrs for tag, attrs in self.tags if tag == wanted]


# --- grades.csv ---


def test_unread_is_empty_and_never_a_zero():
    results = [
        r(),
        r("bob"),
        r("carol", text=""),
        r("dave", "New."),
        r("erin", outcome=Outcome.OUR_FAULT),
        Result("frank", "m01", Outcome.UNREADABLE, (), answers=(Answer("q2", 4.0),)),
        Result("gina", "m01", Outcome.GRADED, (auto("q1"), auto("q3"))),  # of before the question was there
    ]
    marks = [mark(3.5, name="bob"), mark(2.0, name="dave")]
    assert grades_csv(GradedClass(LAB, scheme(results, *marks), tuple(results))).splitlines() == [
        "id,q1,q2,q3,total,max,percent,unread,status,outcome",
        "alice,1,,1,2,6,,4,to be read,graded",
        "bob,1,3.5,1,5.5,6,91.7,0,complete,graded",
        "carol,1,0,1,2,6,33.3,0,complete,graded",
        "dave,1,2,1,4,6,66.7,0,to be read again,graded",
        "erin,,,,,6,,,,our fault",
        "frank,0,0,0,0,6,0,0,complete,unreadable",
        "gina,1,,1,2,6,,4,to be read,graded",
    ]


def test_a_class_of_unreadable_notebooks_takes_its_points_from_the_manifest():
    results = [Result("frank", "m01", Outcome.UNREADABLE)]
    assert scheme(results).points == 6.0


def test_the_table_to_fill_in_leaves_out_nobody_but_our_faults():
    results = [r(), r("bob", text=""), r("erin", outcome=Outcome.OUR_FAULT)]
    rows = [line.split(",")[:4] for line in manual_csv(scheme(results), results).splitlines()[1:]]
    assert rows == [["alice", "q2", "", "4"], ["bob", "q2", "", "4"]]


# --- feedback ---


def test_feedback_waits_without_a_score():
    text = feedback(r())
    assert "Waiting to be read by a person." in text
    assert "up to 4 points may be added" in text
    assert "<strong>–</strong> / 4 points" in text
    assert "<strong>2</strong> of 6 points" in text
    assert "%" not in re.sub(r"style=\"[^\"]*\"", "", text)


def test_feedback_shows_points_and_comment_in_the_notebooks_order():
    text = feedback(r(), mark(3.5, comment="Good, but `why`?"))
    assert "<strong>3.5</strong> / 4 points" in text
    assert "Good, but <code>why</code>?" in text
    assert "<strong>5.5</strong> of 6 points" in text
    titles = re.findall(r"<h2[^>]*>([^<]*)", text)
    assert titles == ["Question 1", "Question 2", "Question 3"]


def test_feedback_says_when_there_is_nothing_and_when_it_changed():
    assert "There is no answer to read." in feedback(r(text=""))
    text = feedback(r(text="New."), mark(3.0, comment="Hm."))
    assert "This score stands until it is read again." in text
    assert "Hm." in text


def test_a_comment_on_what_is_unread_is_not_shown():
    assert "draft" not in feedback(r(), mark(None, comment="draft"))


# --- results.json ---


def gradescope(result, *marks):
    return gradescope_results(LAB, scheme([result], *marks), result)


def test_results_have_the_points_and_the_comment():
    report = gradescope(r(), mark(3.5, comment="Good."))
    assert report["score"] == 5.5
    assert report["extra_data"]["status"] == "complete"
    assert report["tests"][-1] == {
        "name": "q2: read by a person",
        "score": 3.5,
        "max_score": 4.0,
        "status": "failed",
        "output": "Read by a person.\n\nGood.",
        "output_format": "text",
        "visibility": "after_published",
    }


def test_results_of_an_unread_answer_say_so_without_a_score():
    report = gradescope(r())
    assert report["score"] == 2
    assert report["extra_data"] == {
        "lab": "m01",
        "outcome": "graded",
        "unread_points": 4.0,
        "status": "to be read",
    }
    last = report["tests"][-1]
    assert last["output"] == "Waiting to be read by a person."
    assert not {"score", "max_score", "status"} & set(last)


# --- manual.html ---


def page(results, *marks):
    return manual_page(LAB, scheme(results, *marks), results)


def test_nothing_that_anybody_wrote_is_markup():
    result = r(text=EVIL, name="alice")
    marks = [mark(1.0, text=EVIL, comment=EVIL), mark(2.0, text="old", comment=EVIL)]
    for text in (
        page([result], *marks),
        page([result], marks[1]),
        feedback_page(LAB, scheme([result], *marks), result),
        index_page(GradedClass(LAB, scheme([result], *marks), (result,))),
        json.dumps(gradescope(result)),
    ):
        assert "<script>alert" not in text
        assert text.count("<script") <= 1
    assert not Outline(page([result], *marks)).open


def test_only_our_own_script_may_run():
    text = page([r()])
    (script,) = re.findall(r"<script>(.*?)</script>", text, flags=re.S)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    (policy,) = [m["content"] for m in Outline(text).all("meta") if "http-equiv" in m]
    assert policy == f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    assert not re.search(
        r"(?:\ssrc=|@import|url\(|\son\w+=)", re.sub(r"<script>.*?</script>", "", text, flags=re.S)
    )


def test_every_box_has_a_label_a_range_and_what_it_belongs_to():
    results = [r(), r("bob", "Other.")]
    outline = Outline(page(results, mark(2.5), mark(1.25, text="Other.", name="bob", comment="So.")))
    rows = outline.all("fieldset")
    assert [a["data-submission"] for a in rows] == ["alice", "bob"]
    assert rows[0]["data-answer"] == Answer("q2", 4.0, "Because.").digest
    boxes = outline.all("input")
    assert [(b["min"], b["max"], b["step"], b["value"]) for b in boxes] == [
        ("0", "4.0", "0.5", "2.5"),
        ("0", "4.0", "any", "1.25"),
    ]
    assert len(outline.all("label")) == len(boxes) + len(outline.all("textarea"))
    assert len(outline.all("legend")) == len(rows)


def test_answers_come_changed_unread_read_empty_and_the_same_text_once():
    results = [r("ann", ""), r("ben", "Read."), r("cat", "Same."), r("dan", "Same."), r("eve", "New.")]
    text = page(results, mark(1.0, "Read.", "ben"), mark(3.0, "Old.", "eve", comment="It was so."))
    assert re.findall(r'data-submission="(\w+)"', text) == ["eve", "cat", "dan", "ben", "ann"]
    assert text.count("Same.") == 1
    assert "2 times the same" in text
    assert "3 of 4 points stand until you give others. The comment was: It was so." in text
    assert "Nothing was written." in text
    values = [box["value"] for box in Outline(text).all("input")]
    assert values == ["", "", "", "1", ""]


def test_an_answer_of_before_the_question_is_told_and_not_called_empty():
    old = Result("gina", "m01", Outcome.GRADED, (auto("q1"),))
    text = page([old])
    assert "Nothing was written." not in text
    assert "Grade the notebook again to see its answer." in text


def test_the_page_shows_question_and_rubric():
    text = page([r()])
    assert "says <code>why</code>" in text
    assert "Why? &lt;/textarea&gt;" in text
    assert "4 points" in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("One\ntwo\n\nthree", "One two\n\nthree"),
        ("## One\ntwo", "## One\ntwo"),
        ("One:\n- two\n  three\n1. four\n* five", "One:\n- two three\n1. four\n* five"),
        ("*One*\n*two* or\n-3", "*One* *two* or -3"),
        ("A\n```\nx\ny\n```\nB\nC", "A\n```\nx\ny\n```\nB C"),
        ("| a |\n|---|", "| a |\n|---|"),
    ],
)
def test_a_prompt_flows_as_its_author_meant_it(text, shown):
    assert words.flowing(text) == shown


def test_the_class_leads_to_the_page():
    assert 'href="manual.html"' in index_page(GradedClass(LAB, scheme([r()]), (r(),)))
    plain = Scheme.of(LAB, ("q1", "q3"), [r()])
    assert "manual.html" not in index_page(GradedClass(LAB, plain, (r(),)))


@pytest.mark.parametrize("name", ["anna", "Zoë_王"])
def test_the_class_shows_what_is_unread(name):
    text = index_page(GradedClass(LAB, scheme([r(name)]), (r(name),)))
    assert "<td>to be read</td>" in text
    assert '<td class="number">4</td>' in text


def test_the_pages_script_guards_cells_as_we_do():
    script = (TEMPLATES / "manual.js").read_text(encoding="utf-8")
    (signs,) = re.findall(r"/\^\[(.*?)\]/\.test\(text\)", script)
    guarded = set(signs.replace("\\-", "-").replace("\\t", "\t").replace("\\r", "\r"))
    assert guarded == {sign for sign in map(chr, range(128)) if plain_text(sign) != sign}

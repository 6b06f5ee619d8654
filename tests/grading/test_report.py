"""What students and gradebooks get to read: complete, escaped, and without what is for staff only."""

import json
import re
from html.parser import HTMLParser

import pytest

from autograder.course import Lab
from autograder.gpu_memory import IN_A_CELL
from autograder.outcomes import CellEvent, Outcome, QuestionResult, Result, TestResult
from autograder.report import (
    GradedClass,
    Scheme,
    feedback_page,
    grades_csv,
    gradescope_results,
    index_page,
    words,
)
from autograder.report.feedback import TEMPLATES, code_spans

LAB = Lab("m01", "Mini & <lab>", 5.0, None, cell_seconds=60.0, submission_seconds=300.0)
EVIL = "<script>alert(1)</script>"


def t(name="test_x", *, question="q1", hidden=False, passed=False, points=1.0, message="", detail=""):
    return TestResult(question, name, hidden, passed, points, message, detail)


def q(*tests, name="q1", score=None, points=None):
    score = sum(test.score for test in tests) if score is None else score
    return QuestionResult(
        name, score, sum(test.points for test in tests) if points is None else points, tests
    )


def r(*questions, name="alice", outcome=Outcome.GRADED, **more):
    return Result(name, "m01", outcome, questions, **more)


def page(result, *others):
    results = [result, *others]
    return feedback_page(LAB, Scheme.of(LAB, ["q1"], results), result)


def gradescope(result):
    return gradescope_results(LAB, Scheme.of(LAB, ["q1"], [result]), result)


class Outline(HTMLParser):
    """Tags in order, and whether each is closed as it should be."""

    VOID = ("meta", "br", "input")

    def __init__(self, text):
        super().__init__()
        self.tags, self.open = [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


# --- grades.csv ---


def test_grades_have_a_row_a_student_and_a_column_a_question_in_order():
    results = [
        r(
            q(t(passed=True)),
            q(t(question="q10"), name="q10"),
            q(t(question="q2", points=0.5, passed=True), name="q2"),
        ),
        r(q(t()), name="bob"),
        r(name="carol", outcome=Outcome.UNREADABLE),
        r(name="dave", outcome=Outcome.OUR_FAULT),
    ]
    text = grades_csv(GradedClass(LAB, Scheme.of(LAB, ["q1", "q10", "q2"], results), tuple(results)))
    assert text.splitlines() == [
        "id,q1,q10,q2,total,max,percent,outcome",
        "alice,1,0,0.5,1.5,2.5,60,graded",
        "bob,0,0,0,0,2.5,0,graded",
        "carol,0,0,0,0,2.5,0,unreadable",
        "dave,,,,,2.5,,our fault",
    ]


def test_a_class_of_unreadable_notebooks_takes_its_points_from_the_manifest():
    results = [r(outcome=Outcome.UNREADABLE)]
    assert (
        grades_csv(GradedClass(LAB, Scheme.of(LAB, ["q1"], results), tuple(results))).splitlines()[1]
        == "alice,0,0,5,0,unreadable"
    )


def test_a_question_of_an_older_bundle_keeps_its_column_but_adds_no_points():
    results = [r(q(t(passed=True))), r(q(t(question="old", points=9.0), name="old"), name="bob")]
    scheme = Scheme.of(LAB, ["q1"], results)
    assert (scheme.questions, scheme.points) == (("q1", "old"), 1.0)


# --- results.json ---


def test_results_have_gradescopes_keys():
    report = gradescope(
        r(q(t(passed=True), t("test_y", hidden=True, message="Look at `p`.")), seconds={"total": 2.0})
    )
    assert report == {
        "score": 1.0,
        "execution_time": 2.0,
        "output": "",
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {"lab": "m01", "outcome": "graded"},
        "tests": [
            {
                "name": "q1: x",
                "score": 1.0,
                "max_score": 1.0,
                "status": "passed",
                "output": "",
                "output_format": "text",
                "visibility": "visible",
            },
            {
                "name": "q1: y",
                "score": 0.0,
                "max_score": 1.0,
                "status": "failed",
                "output": "Look at `p`.",
                "output_format": "text",
                "visibility": "after_published",
            },
        ],
    }


def test_results_of_an_all_or_nothing_question_add_up():
    report = gradescope(r(q(t(passed=True), t("test_y"), score=0.0)))
    assert [(test["name"], test.get("score")) for test in report["tests"]] == [
        ("q1: all or nothing", 0.0),
        ("q1: x", None),
        ("q1: y", None),
    ]


def test_results_of_our_fault_have_no_score():
    report = gradescope(r(outcome=Outcome.OUR_FAULT, detail="secret"))
    assert "score" not in report
    assert "tests" not in report
    assert "our side" in report["output"]
    assert "secret" not in json.dumps(report)


# --- feedback ---


def test_names_and_messages_are_escaped():
    result = r(
        q(t(f"test_{EVIL}", question=EVIL, message=f"{EVIL} `{EVIL}`"), name=EVIL),
        q(t(question="b"), name="b"),
        name=EVIL,
        outcome=Outcome.UNREADABLE,
        detail=EVIL,
    )
    graded = r(*result.questions, name=EVIL, events=(CellEvent(1, EVIL, EVIL),))
    index = index_page(GradedClass(LAB, Scheme.of(LAB, [EVIL], [result]), (result,)))
    own_script = re.compile(r"<script>\"use strict\";.*?</script>", re.DOTALL)  # of the class's page
    for text in (page(result), page(graded), own_script.sub("", index, count=1)):
        assert "<script" not in text
        assert "Mini &amp; &lt;lab&gt;" in text


def test_nothing_for_staff_is_shown():
    secret = "SECRET"
    result = r(
        q(t(hidden=True, detail=secret), t("test_y", detail=secret)),
        outcome=Outcome.RAISED,
        detail=secret,
        events=(CellEvent(3, "ValueError", secret), CellEvent(4, secret, secret)),
    )
    assert secret not in page(result)
    assert secret not in json.dumps(gradescope(result))
    ours = r(outcome=Outcome.OUR_FAULT, detail=secret)
    assert secret not in page(ours)


def test_a_page_is_well_formed_has_landmarks_and_needs_nothing_else():
    text = page(
        r(q(t(passed=True)), q(t(question="q2", hidden=True), name="q2"), events=(CellEvent(1, "NameError"),))
    )
    outline = Outline(text)
    assert not outline.open
    assert {"header", "main", "nav", "section", "footer"} <= set(outline.tags)
    assert [tag for tag in outline.tags if re.fullmatch(r"h\d", tag)] == [
        "h1",
        "h2",
        "h3",
        "h2",
        "h3",
        "h4",
        "h2",
    ]
    assert '<html lang="en">' in text
    assert not re.search(r"(?:\ssrc=|@import|url\()", text)
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text


def test_each_test_says_in_words_whether_it_passed():
    text = page(
        r(q(t("test_eval_is_deterministic", hidden=True, message="Look at `training`."), t(passed=True)))
    )
    assert "<h4>eval is deterministic</h4>" in text
    assert "<strong>failed</strong> · 0 of 1 point" in text
    assert "Look at <code>training</code>." in text
    assert re.search(r'<ul class="done" aria-label="Passed">\s*<li>.*✓</span> x</li>', text)
    assert re.search(
        r"Public tests.*1 of 1 test passed · 1 of 1 point.*Hidden tests.*0 of 1 test", text, re.S
    )
    assert "1 of 2 tests passed" in text
    assert "<strong>1</strong> of 2 points" in text


def test_a_failed_test_never_stands_without_a_message():
    assert "failed without saying why" in page(r(q(t())))


def test_an_unreadable_submission_shows_why_and_no_tests():
    result = r(q(t()), outcome=Outcome.UNREADABLE, detail="There is no notebook (.ipynb) in the zip.")
    text = page(result)
    assert "Nothing could be run. There is no notebook (.ipynb) in the zip." in text
    assert "<section" not in text


def test_our_fault_shows_no_score():
    text = page(r(outcome=Outcome.OUR_FAULT))
    assert "No score yet" in text
    assert "it will be graded again" in text
    assert " of " not in re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)


def test_an_all_or_nothing_question_says_so():
    assert "only when all its tests pass" in page(r(q(t(passed=True), t("test_y"), score=0.0)))


def test_99_9_percent_is_not_shown_as_100():
    assert "99 %" in page(r(q(t(points=999.0, passed=True), t("test_y", points=1.0))))


def test_the_index_links_every_page_even_with_odd_ids():
    results = [r(q(t()), name="Zoë_王"), r(name="dave", outcome=Outcome.OUR_FAULT)]
    text = index_page(GradedClass(LAB, Scheme.of(LAB, ["q1"], results), tuple(results)))
    assert 'href="feedback/Zo%C3%AB_%E7%8E%8B.html"' in text
    assert "<td>our fault</td>" in text
    assert not Outline(text).open


# --- words ---


@pytest.mark.parametrize(
    ("outcome", "detail", "events", "says"),
    [
        (Outcome.GRADED, "", (), []),
        (
            Outcome.RAISED,
            "",
            (CellEvent(3, "ValueError", "x"),),
            [r"^Cell 3 stopped with `ValueError`\. The tests after"],
        ),
        (Outcome.RAISED, "", (CellEvent(3, "MyError"),), [r"^Cell 3 stopped with an error\."]),
        (Outcome.RAISED, "", (CellEvent(3, "print"),), [r"^Cell 3 stopped with an error\."]),
        (
            Outcome.TIMED_OUT,
            "",
            (CellEvent(7, "Timeout"),),
            [r"^Cell 7 ran longer than 60 s and was stopped\. The tests"],
        ),
        (
            Outcome.TIMED_OUT,
            "cell 7 ran longer than 12 s and was stopped",
            (CellEvent(7, "Timeout"), CellEvent(9, "Timeout")),
            [r"^Cell 7 ran longer than 12 s and was stopped\. Cell 9 ran longer than 60 s"],
        ),
        (Outcome.TIMED_OUT, "", (), [r"Your notebook ran longer than 300 s and was stopped\."]),
        (
            Outcome.OUT_OF_MEMORY,
            "",
            (CellEvent(2, "MemoryError"),),
            ["more memory", "Cell 2 stopped with `MemoryError`"],
        ),
        (
            Outcome.OUT_OF_MEMORY,
            IN_A_CELL.format(cell=2),
            (CellEvent(2, "OutOfMemoryError", "CUDA out of memory"),),
            [
                r"^Cell 2 needed more memory than the GPU has: make batches smaller",
                "^Cell 2 stopped with an error",
            ],
        ),
        (
            Outcome.KILLED,
            "",
            (CellEvent(2, "DeadKernel"),),
            ["process ended", r"^Cell 2 was the last to run\."],
        ),
        (
            Outcome.UNREADABLE,
            "the file is not a notebook",
            (),
            [r"could be run\. The file is not a notebook\."],
        ),
    ],
)
def test_notes_say_in_plain_words_what_happened(outcome, detail, events, says):
    notes = words.notes(r(outcome=outcome, detail=detail, events=events), LAB)
    assert len(notes) == len(says)
    for note, pattern in zip(notes, says, strict=True):
        assert re.search(pattern, note)


def test_many_events_are_counted():
    events = tuple(CellEvent(n, "NameError") for n in range(1, 9))
    (note,) = words.notes(r(outcome=Outcome.RAISED, events=events), LAB)
    assert "Cell 5 stopped" in note
    assert "Cell 6" not in note
    assert "So did 3 more cells." in note


@pytest.mark.parametrize(
    ("name", "title"), [("q2", "Question 2"), ("q2_1", "Question 2.1"), ("warmup", "warmup"), ("q2a", "q2a")]
)
def test_question_titles(name, title):
    assert words.question_title(name) == title


@pytest.mark.parametrize(
    ("value", "text"), [(3.0, "3"), (2.5, "2.5"), (1 / 3, "0.33"), (0.0, "0"), (10.0, "10"), (1.999, "2")]
)
def test_numbers_are_short(value, text):
    assert words.number(value) == text


def test_backticks_become_code_only_in_pairs():
    assert code_spans("a `b<` c") == "a <code>b&lt;</code> c"
    assert code_spans("a ` b") == "a ` b"


# --- colours ---


def luminance(colour):
    colour = "".join(2 * digit for digit in colour) if len(colour) == 3 else colour
    channels = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["light", "dark", "print"])
@pytest.mark.parametrize(
    "pair",
    [
        *("ink card", "ink paper", "quiet card", "quiet paper", "good card", "good good-soft", "bad card"),
        *("bad bad-soft", "ink bad-soft", "ink warn-soft", "warn warn-soft", "accent card"),
    ],
)
def test_text_has_the_contrast_of_wcag_aa(scheme, pair):
    css = (TEMPLATES / "page.css").read_text(encoding="utf-8")
    themes = [
        dict(re.findall(r"--([\w-]+): #(\w+);", block)) for block in re.findall(r":root \{(.*?)\}", css, re.S)
    ]
    theme = {**themes[0], **themes[scheme]}
    darker, lighter = sorted(luminance(theme[name]) for name in pair.split())
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5

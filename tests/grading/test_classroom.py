"""A class is graded once, goes on where it was stopped, and nobody is lost."""

import csv
import json
import multiprocessing
import os

import pytest

from autograder.bundle import Bundle
from autograder.classroom import grade_class
from autograder.errors import CourseError
from autograder.gradebook import Gradebook
from autograder.outcomes import Outcome

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the fake tasks use POSIX signals")

BUNDLE = Bundle("m01", {"q1": "def test_a", "q2": "def test_b"}, {}, "digest")


class Watcher:
    def __init__(self, stop_after=None):
        self.stop_after = stop_after
        self.total = self.known = None
        self.seen = []

    def start(self, total, known):
        self.total, self.known = total, known

    def graded(self, result):
        self.seen.append(result.submission)
        if len(self.seen) == self.stop_after:
            raise KeyboardInterrupt


@pytest.fixture
def run(fake, lab, tmp_path):
    def run(*, stop_after=None, bundle=BUNDLE, engine="1", **notebooks):
        run.watcher = Watcher(stop_after)
        grader = fake.grader(tmp_path / "calls", engine)
        students = fake.submissions(**notebooks)
        return grade_class(lab, bundle, students, tmp_path / "out", grader, watcher=run.watcher)

    return run


def rows(out):
    with open(out / "grades.csv", newline="", encoding="utf-8") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def test_writes_every_report(run, tmp_path):
    report = run(alice="5", bob="1")
    out = tmp_path / "out"
    assert report.out == out
    assert sorted(rows(out)) == ["alice", "bob"]
    assert sorted(p.name for p in (out / "results").iterdir()) == ["alice.json", "bob.json"]
    assert sorted(p.name for p in (out / "feedback").iterdir()) == ["alice.html", "bob.html"]
    assert 'href="feedback/alice.html"' in (out / "index.html").read_text(encoding="utf-8")
    assert json.loads((out / "results" / "bob.json").read_text(encoding="utf-8"))["score"] == 1
    assert (report.mean, report.median) == (60, 60)


def test_unchanged_submissions_are_not_graded_again(run):
    assert (run(a="1", b="2").graded, run.watcher.known) == (2, 0)
    report = run(a="1", b="2")
    assert (report.graded, report.known, run.watcher.seen) == (0, 2, [])
    assert report.outcomes == {Outcome.GRADED: 2}


def test_only_what_changed_is_graded_again(run, tmp_path):
    run(a="1", b="2")
    assert run(a="1", b="3").graded == 1
    assert run.watcher.seen == ["b"]
    assert rows(tmp_path / "out")["b"]["total"] == "3"


def test_an_older_version_handed_in_again_counts_again(run, tmp_path):
    run(a="1")
    run(a="2")
    assert run(a="1").graded == 0
    assert rows(tmp_path / "out")["a"]["total"] == "1"


@pytest.mark.parametrize("change", [{"bundle": Bundle("m01", {}, {}, "other")}, {"engine": "2"}])
def test_another_bundle_or_engine_grades_again(run, change):
    run(a="1")
    assert run(a="1", **change).graded == 1


def test_stopped_midway_it_goes_on_where_it_was(run, tmp_path):
    class_ = {f"s{n}": str(n) for n in range(5)}
    with pytest.raises(KeyboardInterrupt):
        run(stop_after=2, **class_)
    assert multiprocessing.active_children() == []
    first = set(run.watcher.seen)
    report = run(**class_)
    assert report.known == 2
    assert set(run.watcher.seen) == set(class_) - first
    assert len(rows(tmp_path / "out")) == 5


def test_our_fault_has_empty_scores_and_is_tried_again_by_the_next_run(run, tmp_path):
    report = run(a="fault 3 4", b="2")
    assert report.outcomes[Outcome.OUR_FAULT] == 1
    row = rows(tmp_path / "out")["a"]
    assert (row["q1"], row["total"], row["percent"], row["outcome"]) == ("", "", "", "our fault")
    assert row["max"] == "5"
    report = run(a="fault 3 4", b="2")
    assert (report.graded, report.known) == (1, 1)
    assert rows(tmp_path / "out")["a"]["total"] == "4"


def test_those_not_given_again_stay_in_the_class(run, tmp_path):
    run(a="1", b="2")
    report = run(c="3")
    assert (report.kept, report.outdated) == (2, ())
    assert sorted(rows(tmp_path / "out")) == ["a", "b", "c"]


def test_those_graded_by_other_tests_are_told(run):
    run(a="1", b="2")
    report = run(b="2", bundle=Bundle("m01", {**BUNDLE.tests, "q2": "def test_more"}, {}, "new"))
    assert (report.kept, report.outdated) == (1, ("a",))
    report = run(b="2", bundle=Bundle("m01", BUNDLE.tests, {}, "third"))
    assert (report.kept, report.outdated) == (1, ())


def test_a_folder_with_another_labs_grades_is_refused(run, lab, tmp_path, fake):
    run(a="1")
    with Gradebook(tmp_path / "out" / "gradebook.sqlite") as book:
        (entry,) = book.current("m01")
        other = type(entry.key)("m02", "a", "", "", "")
        book.put(other, entry.result)
    with pytest.raises(CourseError, match=r"holds the grades of another lab, m02\. Name a folder of its own"):
        run(a="1")


def test_an_output_folder_that_is_a_file_is_told_in_one_line(run, tmp_path):
    (tmp_path / "out").touch()
    with pytest.raises(CourseError, match="can't be made a folder"):
        run(a="1")


def test_a_report_that_cannot_be_written_keeps_the_results(run, tmp_path):
    (tmp_path / "out" / "grades.csv").mkdir(parents=True)
    with pytest.raises(CourseError, match="the results are kept in the gradebook"):
        run(a="1")
    (tmp_path / "out" / "grades.csv").rmdir()
    assert run(a="1").graded == 0

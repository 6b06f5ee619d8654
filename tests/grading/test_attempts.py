"""Of several attempts of one student all are graded, and the best counts."""

import os

import pytest

from autograder.bundle import Bundle
from autograder.classroom import grade_class
from autograder.outcomes import Outcome
from autograder.people import HandIn
from autograder.submissions import Submission

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the fake tasks use POSIX signals")

BUNDLE = Bundle("m01", {"q1": "def test_a", "q2": "def test_b"}, {}, "digest")


class Watcher:
    def start(self, total, known):
        self.total, self.known, self.seen = total, known, []

    def graded(self, result):
        self.seen.append(result.submission)


@pytest.fixture
def run(fake, lab, tmp_path):
    def run(attempts, hand_ins=None, own=None):
        run.watcher = Watcher()
        submissions = [
            Submission(id, f"{id}-{n}.ipynb", text.encode(), attempt=n)
            for id, texts in attempts.items()
            for n, text in enumerate(texts)
        ]
        grader = fake.grader(tmp_path / "calls")
        return grade_class(
            lab,
            BUNDLE,
            submissions,
            tmp_path / "out",
            grader,
            watcher=run.watcher,
            hand_ins=hand_ins,
            attempts=own,
        )

    return run


def scores(report):
    return {result.submission: result.score for result in report.results}


def test_the_best_counts_whichever_was_last(run):
    report = run({"alice": ["5", "2"], "bob": ["1", "3"], "carol": ["4"]})
    assert scores(report) == {"alice": 5, "bob": 3, "carol": 4}
    assert sorted(run.watcher.seen) == ["alice", "alice", "bob", "bob", "carol"]
    assert (report.graded, report.known, report.kept) == (5, 0, 0)


def test_a_second_run_grades_nothing_and_comes_to_the_same(run):
    first = run({"alice": ["5", "2"]})
    again = run({"alice": ["5", "2"]})
    assert (again.graded, again.known) == (0, 2)
    assert scores(again) == scores(first) == {"alice": 5}


def test_only_a_new_attempt_is_graded(run):
    run({"alice": ["3"]})
    report = run({"alice": ["3", "4"]})
    assert (report.graded, report.known) == (1, 1)
    assert scores(report) == {"alice": 4}


def test_of_equals_the_later_counts(run):
    at = {("alice", 0): HandIn("alice", (), late=False), ("alice", 1): HandIn("alice", (), late=True)}
    report = run({"alice": ["3", "0 3"]}, {"alice": at["alice", 1]}, at)
    assert report.everyone.hand_ins["alice"].late


def test_the_attempt_that_counts_brings_its_own_hand_in(run):
    at = {("alice", 0): HandIn("alice", (), late=False), ("alice", 1): HandIn("alice", (), late=True)}
    report = run({"alice": ["5", "3"]}, {"alice": at["alice", 1]}, at)
    assert report.everyone.hand_ins["alice"].late is False


@pytest.mark.parametrize("attempts", [["0", "fault"], ["fault", "0"]])
def test_a_fault_of_ours_never_beats_a_grade(run, attempts):
    report = run({"alice": attempts})
    assert [result.outcome for result in report.results] == [Outcome.GRADED]


def test_a_fault_of_ours_stays_one_where_there_is_nothing_else(run):
    report = run({"alice": ["fault", "fault "]})
    assert [result.outcome for result in report.results] == [Outcome.OUR_FAULT]

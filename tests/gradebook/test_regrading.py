"""A class is regraded only as far as a change touches it, and who changed by how much is told."""

from __future__ import annotations

import csv
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.bundle import Bundle
from autograder.classroom import ClassReport, grade_class
from autograder.course import Lab
from autograder.diff import CHANGES_CSV, read_grades, regrading_lines
from autograder.errors import CourseError
from autograder.gradebook import Gradebook, find_gradebook
from autograder.graders import LocalGrader
from autograder.marks import Mark
from autograder.outcomes import Outcome, Result
from autograder.people import HandIn, Person
from autograder.submissions import Submission
from tests.gradebook.making import QUESTIONS, MendedTask

BUNDLE = Bundle("m01", {name: f"def test_{name}" for name in QUESTIONS}, {"data.csv": b"1"}, "first")
CLASS = {"alice": "q1 q2 q3", "bob": "q1", "carol": "q1 raise"}


def mended(*names: str, digest: str = "second", **more: object) -> Bundle:
    """The bundle with other tests for these questions."""
    tests = {name: text + "_mended" * (name in names) for name, text in BUNDLE.tests.items()}
    return replace(BUNDLE, tests=tests, digest=digest, **more)


class Silent:
    def __init__(self, stop_after: int = 99) -> None:
        self.left = stop_after

    def start(self, total: int, known: int) -> None:
        pass

    def graded(self, result: Result) -> None:
        self.left -= 1
        if not self.left:
            raise KeyboardInterrupt


Run = Callable[..., ClassReport]


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    path = tmp_path / "calls"
    path.touch()
    return path


@pytest.fixture
def run(tmp_path: Path, calls: Path) -> Run:
    """Grades the class in one worker; `lenient` questions are right for everyone."""
    lab = Lab("m01", "Mini", 6.0, tmp_path)

    def run(
        bundle: Bundle = BUNDLE,
        *lenient: str,
        class_: dict[str, str] = CLASS,
        stop_after: int = 99,
        **more: object,
    ) -> ClassReport:
        calls.write_text("")
        grader = LocalGrader("1", lambda: nullcontext(MendedTask(calls, frozenset(lenient))))
        submissions = [
            Submission(name.split(".")[0], f"{name}.ipynb", text.encode()) for name, text in class_.items()
        ]
        watcher = Silent(stop_after)
        return grade_class(lab, bundle, submissions, tmp_path / "out", grader, watcher=watcher, **more)

    return run


@pytest.fixture
def called(calls: Path) -> Callable[[], list[str]]:
    return lambda: sorted(calls.read_text().splitlines())


Called = Callable[[], list[str]]


def totals(report: ClassReport) -> dict[str, float]:
    return {result.submission: result.score for result in report.results}


def test_only_the_mended_question_is_judged_and_the_others_keep_their_verdicts(
    run: Run, called: Called
) -> None:
    first = run()
    report = run(mended("q2"), "q2", "q3")  # the tests of q3 are not run: that they are lenient doesn't count
    assert called() == ["alice q2", "bob q2", "carol q2"]
    assert totals(report) == {"alice": 6.0, "bob": 4.0, "carol": 4.0}
    assert dict(report.in_part) == {("q2",): 3}
    seeds = [{r.submission: r.seed for r in one.results} for one in (first, report)]
    assert seeds[0] == seeds[1]
    assert report.results[1].tests[0].message == "from q1"
    again = run(mended("q2"), "q2", "q3")
    assert (again.graded, again.known, called()) == (0, 3, [])
    assert again.changes is not None
    assert again.changes.both == 0


def test_who_changed_by_how_much_is_told(run: Run, tmp_path: Path) -> None:
    hand_in = HandIn("bob", (Person("bob", "=Bob, the Builder"),))
    assert run(hand_ins={"bob": hand_in}).changes is not None
    report = run(mended("q2"), "q2")
    assert report.changes is not None
    assert list(regrading_lines(report.changes, "out/changes.csv")) == [
        "Changed by regrading: 2 of 3. bob 2 → 4, carol 2 → 4. All of them: out/changes.csv",
        "Tests that flipped: q2.test_it (2 now pass).",
    ]
    with (tmp_path / "out" / CHANGES_CSV).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0] == {
        "id": "bob",
        "name": "'=Bob, the Builder",
        "before": "2",
        "after": "4",
        "change": "+2",
        "tests_now_pass": "q2.test_it",
        "tests_now_fail": "",
        "questions": "q2 0 → 2",
        "outcome_before": "graded",
        "outcome_after": "graded",
    }
    assert [row["id"] for row in rows] == ["bob", "carol"]
    run(mended("q2"))
    assert (tmp_path / "out" / CHANGES_CSV).exists()  # that of the last run that changed anything


def test_a_regrading_that_changes_nothing_says_so(run: Run, tmp_path: Path) -> None:
    run()
    report = run(mended("q2"))
    assert report.changes is not None
    assert list(regrading_lines(report.changes, "x")) == ["Changed by regrading: none of 3."]
    assert not (tmp_path / "out" / CHANGES_CSV).exists()


def test_changes_of_a_regrading_that_was_stopped_are_told_by_the_one_that_ends_it(
    run: Run, called: Called
) -> None:
    run()
    with pytest.raises(KeyboardInterrupt):
        run(mended("q2"), "q2", stop_after=2)
    report = run(mended("q2"), "q2")
    assert len(called()) == 1
    assert report.changes is not None
    assert [change.id for change in report.changes.changes] == ["bob", "carol"]
    assert report.changes.both == 3


@pytest.mark.parametrize(
    ("bundle", "judged"),
    [
        (replace(BUNDLE, digest="second"), []),
        (replace(BUNDLE, digest="second", order=("q3", "q2", "q1")), []),
        (mended("q1", "q3"), ["alice q1 q3", "bob q1 q3", "carol q1 q3"]),
        (mended(*QUESTIONS), ["alice q1 q2 q3", "bob q1 q2 q3", "carol q1 q2 q3"]),
        (mended(files={"data.csv": b"2"}), ["alice q1 q2 q3", "bob q1 q2 q3", "carol q1 q2 q3"]),
    ],
)
def test_a_change_touches_no_more_than_it_must(
    run: Run, called: Called, bundle: Bundle, judged: list[str]
) -> None:
    run()
    run(bundle)
    assert called() == judged
    assert run(bundle).graded == 0


def test_a_question_that_is_gone_costs_no_run_of_students_code(run: Run, called: Called) -> None:
    run()
    report = run(replace(BUNDLE, tests={"q1": BUNDLE.tests["q1"]}, digest="second"))
    assert called() == ["alice nothing", "bob nothing", "carol nothing"]
    assert totals(report) == {"alice": 2.0, "bob": 2.0, "carol": 2.0}
    assert {r.submission: r.outcome for r in report.results}["carol"] is Outcome.RAISED


def test_a_notebook_whose_runs_do_not_go_alike_is_judged_in_one(run: Run, called: Called) -> None:
    class_ = {"alice": "q1 flaky", "bob": "q1 late"}
    first = run(class_=class_)
    report = run(mended("q2"), "q2", class_=class_)
    assert called() == ["alice q1 q2 q3", "alice q2", "bob q1 q2 q3"]
    assert dict(report.in_part) == {}
    seeds = [{r.submission: r.seed for r in one.results} for one in (first, report)]
    assert not set(seeds[0].values()) & set(seeds[1].values())


def test_marks_are_untouched(run: Run) -> None:
    own = run().out / "gradebook.sqlite"
    with Gradebook(own) as book:
        book.mark("m01", [Mark("bob", "q9", "a" + "0" * 11, 1.0, 4.0, "well said")])
        before = book.marks("m01")
    run(mended("q2"), "q2")
    with Gradebook(own) as book:
        assert book.marks("m01") == before


def test_a_bundle_built_back_has_its_results_back(run: Run, called: Called) -> None:
    run()
    run(mended("q2"), "q2")
    report = run()
    assert called() == []
    assert totals(report) == {"alice": 6.0, "bob": 2.0, "carol": 2.0}
    assert report.changes is not None
    assert [(c.id, c.points) for c in report.changes.changes] == [("bob", -2.0), ("carol", -2.0)]


def test_a_file_handed_in_anew_is_no_change_by_regrading(run: Run) -> None:
    run()
    report = run(mended("q2"), class_={**CLASS, "bob": "q1 q2"})
    assert report.changes is not None
    assert (report.changes.both, report.changes.changes) == (2, ())


def test_hand_ins_of_earlier_runs_stay(run: Run) -> None:
    people = {name: HandIn(name, (Person(name, name.title()),), at="2026-03-01") for name in CLASS}
    run(hand_ins=people)
    late = replace(people["bob"], late=True)
    report = run(class_={"bob": "q1 q2"}, hand_ins={"bob": late})
    assert report.everyone.hand_ins == {**people, "bob": late}
    assert [student.person.name for student in report.everyone.students] == ["Alice", "Bob", "Carol"]


def test_of_several_attempts_the_best_counts_and_of_equals_the_later(run: Run, called: Called) -> None:
    report = run(class_={"alice.1": "q1 q2", "alice.2": "q1", "bob.1": "q1", "bob.2": "q2"})
    assert totals(report) == {"alice": 4.0, "bob": 2.0}
    (bob,) = (r for r in report.results if r.submission == "bob")
    assert [q.score for q in bob.questions] == [0.0, 2.0, 0.0]
    assert report.graded == 4
    again = run(class_={"alice.1": "q1 q2", "alice.2": "q1", "bob.1": "q1", "bob.2": "q2"})
    assert (again.graded, called(), totals(again)) == (0, [], {"alice": 4.0, "bob": 2.0})
    third = run(class_={"alice.1": "q1 q2", "alice.2": "q1", "alice.3": "q2 q3"})
    assert called() == ["alice q1 q2 q3"]
    assert [q.score for q in third.results[0].questions] == [0.0, 2.0, 2.0]


def test_regrading_may_make_another_attempt_count(run: Run) -> None:
    class_ = {"alice.1": "q1 q2", "alice.2": "q3"}
    run(class_=class_)
    report = run(mended("q1"), class_=class_)
    assert totals(report) == {"alice": 4.0}


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/shared.sqlite"


def test_a_folder_remembers_where_its_grades_are(run: Run, tmp_path: Path, database: str) -> None:
    out = tmp_path / "out"
    shelf = find_gradebook(out, "m01", url=database, class_name="spring")
    report = run(shelf=shelf)
    assert report.gradebook == f"{tmp_path}/shared.sqlite, class spring"
    assert run().graded == 0
    assert run(shelf=find_gradebook(out, "m01", url=database)).known == 3
    with Gradebook(out / "gradebook.sqlite") as own:
        assert own.holdings() == []
    assert set(read_grades(str(out)).students) == set(CLASS)
    with pytest.raises(
        CourseError, match=r"the grades of this folder are kept in .*shared.sqlite, class spring"
    ):
        find_gradebook(out, "m01", url=f"{database}2", class_name="spring")
    with pytest.raises(CourseError, match="the reports of another class, spring, lie here"):
        find_gradebook(out, "m01", url=database, class_name="autumn")
    with pytest.raises(CourseError, match="holds the grades of another lab, m01"):
        find_gradebook(out, "m02", url=database, class_name="spring")


def test_a_database_is_not_mixed_up_with_a_folders_own(run: Run, tmp_path: Path, database: str) -> None:
    run()
    out = tmp_path / "out"
    with pytest.raises(
        CourseError, match=r"grades of this folder are kept in .*gradebook.sqlite\. Leave --gradebook"
    ):
        find_gradebook(out, "m01", url=database, class_name="spring")
    with pytest.raises(CourseError, match="the class has no name"):
        find_gradebook(tmp_path / "new", "m01", url=database)
    with pytest.raises(CourseError, match="holds one class, which needs no name"):
        find_gradebook(tmp_path / "new", "m01", class_name="spring")
    assert find_gradebook(out, "m01", url=str(out / "gradebook.sqlite")) == find_gradebook(out, "m01")
    assert not (tmp_path / "new").exists()

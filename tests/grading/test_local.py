"""The pool gives one result for each submission, whatever becomes of its workers."""

import multiprocessing
import os
import threading
from pathlib import Path

import pytest

from autograder.errors import EngineError
from autograder.local import default_jobs, grade_all
from autograder.outcomes import Outcome
from autograder.workqueue import TRIES

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the fake tasks use POSIX signals")


@pytest.fixture
def run(fake, tmp_path):
    def run(*, jobs=2, seconds=float("inf"), **notebooks):
        submissions = fake.submissions(**notebooks)
        results = grade_all(submissions, fake.FakeTask(tmp_path), lab="m01", jobs=jobs, seconds=seconds)
        return {result.submission: result for result in results}

    return run


def calls(folder, name):
    return len(list(folder.glob(f"{name}.[0-9]*")))


def test_one_result_each(run, tmp_path):
    results = run(**{f"s{n}": str(n) for n in range(5)})
    assert {name: result.score for name, result in results.items()} == {f"s{n}": n for n in range(5)}
    assert all(calls(tmp_path, name) == 1 for name in results)


def test_nothing_to_do_starts_nothing(run):
    assert run() == {}


def test_workers_work_at_the_same_time(run, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert len(run(a="meet", b="meet")) == 2


def test_a_submission_whose_worker_died_is_tried_again(run, tmp_path):
    results = run(a="die 2 4", b="3")
    assert (results["a"].score, results["b"].score) == (4, 3)
    assert calls(tmp_path, "a") == 3


def test_a_submission_that_always_kills_its_worker_is_our_fault_and_harms_no_other(run, tmp_path):
    results = run(a="die", b="1", c="2", d="3")
    assert results["a"].outcome is Outcome.OUR_FAULT
    assert "worker process died (exit code -9)" in results["a"].detail
    assert [results[name].score for name in "bcd"] == [1, 2, 3]
    assert [calls(tmp_path, name) for name in "abcd"] == [TRIES, 1, 1, 1]


def test_many_deaths_at_once_are_survived(run):
    results = run(jobs=3, **{f"s{n}": "die 1 2" if n % 2 else "2" for n in range(12)})
    assert [result.score for result in results.values()] == [2.0] * 12


def test_an_exception_is_a_fault_of_ours_tried_again(run, tmp_path):
    results = run(a="raise", b="raise 1 2")
    assert results["a"].outcome is Outcome.OUR_FAULT
    assert "Try 3: Traceback" in results["a"].detail
    assert "broken machinery" in results["a"].detail
    assert results["b"].score == 2


def test_a_fault_of_ours_told_by_the_grader_is_tried_again(run, tmp_path):
    results = run(a="fault", b="fault 2 1")
    assert "Try 3: no kernel" in results["a"].detail
    assert results["b"].score == 1


def test_what_may_have_come_from_outside_is_tried_again(run, tmp_path):
    results = run(a="doubt 2 3", b="1")
    assert (results["a"].score, results["a"].outcome, results["a"].doubt) == (3, Outcome.GRADED, "")
    assert calls(tmp_path, "a") == 3


def test_what_happens_each_time_is_the_submissions_doing(run, tmp_path):
    result = run(a="doubt")["a"]
    assert (result.outcome, result.doubt) == (Outcome.KILLED, "signal 9 in cell 1")
    assert calls(tmp_path, "a") == TRIES


def test_what_happens_elsewhere_each_time_is_never_counted(run):
    result = run(a="vary")["a"]
    assert (result.outcome, result.questions) == (Outcome.OUR_FAULT, ())
    assert "Try 3: signal 9 in cell 3" in result.detail


def test_a_worker_that_hangs_is_stopped(run):
    results = run(seconds=0.5, a="hang", b="1")
    assert "took longer than 0.5 s and was stopped" in results["a"].detail
    assert results["b"].score == 1


def test_ctrl_c_does_not_reach_workers(run):
    assert run(a="interrupt")["a"].outcome is Outcome.GRADED


def test_workers_use_one_thread_and_our_environment_stays(run, monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    assert run(a="threads")["a"].score == 1.0
    assert os.environ["OMP_NUM_THREADS"] == "7"


def test_closing_early_ends_the_workers_at_work(fake, tmp_path):
    submissions = fake.submissions(a="1", b="hang", c="hang")
    results = grade_all(submissions, fake.FakeTask(tmp_path), lab="m01", jobs=2)
    assert next(results).submission == "a"
    results.close()
    assert multiprocessing.active_children() == []


def test_what_a_killed_worker_left_in_temporary_files_goes_with_the_run(run, tmp_path):
    results = run(a="litter 1 2")
    (left,) = (tmp_path / "a.litter").read_text(encoding="utf-8").split()
    assert results["a"].score == 2
    assert Path(left).name.startswith("tmp")
    assert not Path(left).exists()


def test_works_outside_the_main_thread(run):
    seen = []
    thread = threading.Thread(target=lambda: seen.append(run(a="2")["a"].score))
    thread.start()
    thread.join()
    assert seen == [2]


def test_workers_that_do_not_start_are_an_engine_error(fake, tmp_path):
    with pytest.raises(EngineError, match=r"worker processes end at once \(exit code 7\)"):
        list(grade_all(fake.submissions(a="1"), fake.Unloadable(), lab="m01", jobs=2))


def test_default_is_all_cores_that_may_be_used():
    assert 1 <= default_jobs() <= os.cpu_count()

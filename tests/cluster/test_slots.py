"""A cluster gives one result for each submission, whatever becomes of its slots and nodes."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from autograder.cluster.connection import connected
from autograder.cluster.installation import Installation
from autograder.engines import Engine
from autograder.errors import CourseError, EngineError
from autograder.outcomes import Outcome
from autograder.workqueue import TRIES
from tests.cluster.cluster_task import Unloadable
from tests.cluster.conftest import Grading
from tests.cluster.nodes import Cluster, Node
from tests.faults.processes import all_processes, wait_for_end

SUBMISSIONS = {f"s{number}": str(number % 5) for number in range(8)}


def test_one_result_each_by_slots_of_one_thread(grading: Grading) -> None:
    results = grading.run(**SUBMISSIONS)
    assert {name: result.score for name, result in results.items()} == {
        n: float(s) for n, s in SUBMISSIONS.items()
    }
    assert [len(grading.seen(name)) for name in SUBMISSIONS] == [1] * len(SUBMISSIONS)
    assert {threads for _, _, threads in grading.seen()} == {"1"}
    assert grading.told[0] == "Ray: 1 node with room for 2 at a time, each with 1 CPU, 2.0 GB of memory"
    assert [line.partition(": ")[2] for line in grading.told[1:]] == ["no kernels"]


def test_no_more_slots_than_memory_allows(grading: Grading) -> None:
    grading.lab = replace(grading.lab, memory_mb=2048)
    grading.run(**SUBMISSIONS)
    assert grading.told[0].startswith("Ray: 1 node with room for 1 at a time, each with 1 CPU, 3.5 GB")
    assert len({process for _, process, _ in grading.seen()}) == 1


def test_no_more_slots_than_jobs(grading: Grading) -> None:
    grading.engine = replace(grading.engine, jobs=1)
    grading.run(**SUBMISSIONS)
    assert len({process for _, process, _ in grading.seen()}) == 1


def test_a_machine_without_room_is_told_before_anything_is_graded(grading: Grading) -> None:
    grading.lab, grading.engine = replace(grading.lab, memory_mb=1 << 20), Engine("ray")
    with pytest.raises(CourseError, match=r"room for 0 at a time, .* 1025.5 GB.*Lower the memory_mb of m01"):
        grading.run(a="1")


def test_of_a_node_that_joins_and_is_killed_half_way_nothing_is_lost_and_nothing_graded_twice(
    grading: Grading, second_node: Node
) -> None:
    os.mkfifo(grading.calls / "pipe")  # by which the head's one slot waits for that of the second node
    grading.away, grading.lab = second_node.temporary, replace(grading.lab, memory_mb=2048)
    results = []
    for submission, result in grading.start(**SUBMISSIONS):
        results.append((submission.id, result.score, result.outcome))
        if len(results) == len(SUBMISSIONS) // 2:
            second_node.kill()
    assert sorted(results) == [(name, float(score), Outcome.GRADED) for name, score in SUBMISSIONS.items()]
    calls = [len(grading.seen(name)) for name in SUBMISSIONS]
    assert sorted(calls) == [1] * (len(SUBMISSIONS) - 1) + [2]
    assert [folder for folder, _, _ in grading.seen()].count(second_node.temporary) == 1
    assert second_node.left() == []
    assert grading.told[0].startswith("Ray: 1 node with room for 1 at a time")


def test_a_submission_that_always_kills_its_slot_is_our_fault_and_harms_no_other(grading: Grading) -> None:
    results = grading.run(a="die", b="1", c="raise", d="raise 1 3")
    assert [results[name].score for name in "bd"] == [1.0, 3.0]
    assert [results[name].outcome for name in "ac"] == [Outcome.OUR_FAULT] * 2
    assert "Try 3: its slot on node" in results["a"].detail
    assert "broken machinery" in results["c"].detail
    assert [len(grading.seen(name)) for name in "abcd"] == [TRIES, 1, TRIES, 2]


def test_a_slot_that_hangs_is_stopped(grading: Grading) -> None:
    grading.seconds = 1.0
    results = grading.run(a="hang", b="2")
    assert "took longer than 1 s and was stopped" in results["a"].detail
    assert results["b"].score == 2.0


def test_closing_early_ends_the_slots_at_work(grading: Grading) -> None:
    results = grading.start(a="1", b="hang", c="hang")
    assert next(results)[0].id == "a"
    results.close()
    for _, process, _ in grading.seen():
        wait_for_end(process, 15.0)
        assert process not in all_processes()


def test_a_cluster_that_is_not_there_is_told_at_once(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster.ray, "is_initialized", lambda: False)
    told = (
        r"^--address 127.0.0.1:1: nobody answers there \(Connection refused\). Is a cluster running there\?"
    )
    with pytest.raises(CourseError, match=told), connected(Engine("ray", address="127.0.0.1:1")):
        pass


def test_a_node_with_other_packages_is_refused_by_name(
    grading: Grading, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = Installation((("autograder", "0a1b"), ("labkit", "missing")))
    monkeypatch.setattr("autograder.cluster.grader.installation", lambda: ours)
    with pytest.raises(
        CourseError, match=r"^node \S+: has other packages: autograder \w+ \(here: 0a1b\), labkit \w+ "
    ):
        grading.run(a="1")


def test_what_a_node_cannot_load_is_told_in_a_line(grading: Grading) -> None:
    grading.open = Unloadable("importlib.import_module", "no_such_module")
    with pytest.raises(
        CourseError, match=r"^node \S+: the grader does not start there: ModuleNotFoundError: "
    ):
        grading.run(a="1")


@pytest.mark.slow
def test_slots_that_do_not_start_are_an_engine_error(grading: Grading) -> None:
    grading.open, grading.engine = Unloadable("os._exit", 7), replace(grading.engine, jobs=1)
    with pytest.raises(EngineError, match="The cluster's slots end at once"):
        grading.run(a="1")

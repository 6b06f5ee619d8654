"""What comes back becomes each submission's result once, however often its machine is lost."""

import pytest

from autograder.outcomes import Outcome, Result
from autograder.submissions import Submission
from autograder.workqueue import LOSSES, TRIES, Fault, Loss, WorkQueue


@pytest.fixture
def queue():
    return WorkQueue([(Submission("a", "a.ipynb"), None)], "m01")


def settle(queue, *answers):
    """The result after these answers, none of which but the last may give one."""
    for answer in answers[:-1]:
        assert queue.settle(queue.take(), answer) is None
    return queue.settle(queue.take(), answers[-1])


def test_a_result_is_given_once(queue):
    graded = Result("a", "m01", Outcome.GRADED)
    assert settle(queue, graded) is graded
    assert (queue.left, queue.take()) == (0, None)


def test_a_lost_machine_counts_as_no_try(queue):
    graded = Result("a", "m01", Outcome.GRADED)
    answers = [Loss("gone")] * (LOSSES - 1) + [Fault("broken")] * (TRIES - 1)
    assert settle(queue, *answers, graded) is graded


def test_what_loses_each_machine_ends_as_our_fault(queue):
    result = settle(queue, *[Loss("node n was lost")] * LOSSES)
    assert result.outcome is Outcome.OUR_FAULT
    assert result.detail.splitlines() == [
        f"Loss {number}: node n was lost" for number in range(1, LOSSES + 1)
    ]
    assert queue.left == 0


def test_a_loss_is_no_witness_against_a_doubt_that_stays(queue):
    doubted = Result("a", "m01", Outcome.KILLED, doubt="signal 9 in cell 1")
    assert settle(queue, Loss("gone"), *[doubted] * TRIES) is doubted

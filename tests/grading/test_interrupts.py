"""Ctrl-C waits, or is ignored, exactly as long as a block lasts."""

import signal
import threading

import pytest

from autograder.interrupts import ctrl_c_ignored, ctrl_c_waits


def press():
    signal.raise_signal(signal.SIGINT)


def press_then(action):
    with ctrl_c_waits():
        press()
        action()


def fail():
    raise ValueError("mine")


def test_ctrl_c_waits_for_the_end_of_the_block():
    done = []
    with pytest.raises(KeyboardInterrupt):
        press_then(lambda: done.append(True))
    assert done == [True]


def test_nothing_is_raised_when_nothing_was_pressed():
    before = signal.getsignal(signal.SIGINT)
    with ctrl_c_waits():
        pass
    assert signal.getsignal(signal.SIGINT) is before


def test_an_error_in_the_block_comes_through():
    with pytest.raises(ValueError, match="mine"):
        press_then(fail)


def test_ctrl_c_is_ignored_in_the_block_and_works_after_it():
    with ctrl_c_ignored():
        press()
    with pytest.raises(KeyboardInterrupt):
        press()


@pytest.mark.parametrize("block", [ctrl_c_waits, ctrl_c_ignored])
def test_other_threads_leave_signals_alone(block):
    before = signal.getsignal(signal.SIGINT)
    seen = []

    def work():
        with block():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [before]

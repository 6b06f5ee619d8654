"""No attack earns a point, shows a student anything of a hidden test, outlasts its limits, or leaves anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from tests.redteam.attack import KEYS, Attack, attacks
from tests.redteam.conftest import Playing
from tests.redteam.field import BASES, COURSES, Stage, faults, forks_of, hidden_lines, skip_reason

ALL = attacks()


@pytest.mark.parametrize(
    "attack",
    [pytest.param(a, id=a.name, marks=[pytest.mark.slow] if "slow" in a.header else []) for a in ALL],
)
def test_attack_achieves_nothing(attack: Attack, stages: Callable[[str], Stage], playing: Playing) -> None:
    stage = stages(attack.lab)
    if reason := skip_reason(attack, stage):
        pytest.skip(reason)
    assert faults(stage, attack, playing(attack).result()) == []


def test_each_attack_says_what_it_is() -> None:
    for attack in ALL:
        header = attack.header
        assert set(header) <= KEYS, attack.name
        assert {"goal", "technique", "lab", "expect"} <= set(header), attack.name
        assert attack.lab in COURSES, attack.name
        assert attack.outcomes, attack.name
    assert len(ALL) >= 45
    assert min(Counter(a.lab for a in ALL).values()) >= 10


def test_honest_answers_are_worth_what_they_should(stages: Callable[[str], Stage]) -> None:
    for name in COURSES:
        honest = stages(name).honest
        assert honest["blank"].score == 0
        between = [honest[base].score for base in BASES[name][1:-1]]
        assert all(0 < score < honest["right"].score for score in between)


def test_there_are_lines_by_which_a_leak_would_be_seen(stages: Callable[[str], Stage]) -> None:
    assert "values = [random.uniform(-5, 5) for _ in range(7)]" in hidden_lines(stages("m01_mini").bundle)
    assert len(hidden_lines(stages("l03_2_dropout").bundle)) > 50


def test_no_fork_of_a_warm_process_is_left(stages: Callable[[str], Stage], playing: Playing) -> None:
    for name in COURSES:
        stage = stages(name)
        for attack in ALL:
            if attack.lab == name and "slow" not in attack.header and not skip_reason(attack, stage):
                playing(attack).exception()  # until all are done
        assert forks_of(stage.kernels.address) == []

"""What a change of a bundle touches: cells, the tests of some questions, the answers that people read, or nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.bundle import Bundle, Criterion, GivenCell, ManualQuestion
from autograder.parts import Parts

KIT = {
    "labkit/__init__.py": b"from labkit.device import device",
    "labkit/device.py": b"def device(): return 'cpu'",
    "labkit/checks/__init__.py": b"from labkit.checks.values import close\nfrom labkit.checks.models import frozen",
    "labkit/checks/values.py": b"from labkit.checks.words import said\nLEAST = 0.1\ndef close(): ...\ndef shape(): ...",
    "labkit/checks/models.py": b"def frozen(): ...",
    "labkit/checks/words.py": b"def said(): ...",
    "labkit/checks/apart.py": b"def alone(): ...",
}
TESTS = {
    "q1": "from labkit import checks\nchecks.close(1)",
    "q2": "from labkit import checks\nchecks.frozen(1)",
    "q3": "assert True",
}
MANUAL = ManualQuestion(4.0, "Why?", (Criterion(4.0, "says why"),), ("c7",))
BUNDLE = Bundle(
    "m01", TESTS, {"data.csv": b"1"}, "d", {"q4": MANUAL}, (), (GivenCell("c7", "..."),), KIT, b"torch==1"
)


def touched(**change: object) -> set[str]:
    """Which parts a change of the bundle touches: `cells`, `answers`, or questions' names."""
    old, new = BUNDLE.parts, replace(BUNDLE, **change).parts
    tests = {
        name for name in old.tests.keys() | new.tests.keys() if old.tests.get(name) != new.tests.get(name)
    }
    more = {name for name in ("cells", "answers") if getattr(old, name) != getattr(new, name)}
    return tests | more


def kit(name: str, content: bytes) -> dict[str, bytes]:
    return {**KIT, f"labkit/{name}": content}


def test_equal_bundles_have_equal_parts() -> None:
    assert touched() == set()
    assert touched(digest="another") == set()


def test_a_question_whose_test_changed() -> None:
    assert touched(tests={**TESTS, "q3": "assert 1"}) == {"q3"}
    assert touched(tests={name: TESTS[name] for name in ("q1", "q2")}) == {"q3"}


def test_what_cells_meet() -> None:
    assert touched(files={"data.csv": b"2"}) == {"cells"}
    assert touched(files={"data2.csv": b"1"}) == {"cells"}
    assert touched(environment=b"torch==2") == {"cells"}
    assert touched(kit=kit("device.py", b"def device(): return 'cuda'")) == {"cells"}


def test_a_changed_check_touches_the_questions_that_use_it() -> None:
    assert touched(kit=kit("checks/values.py", KIT["labkit/checks/values.py"] + b"#")) == {"q1"}
    assert touched(kit=kit("checks/models.py", b"def frozen(): return 1")) == {"q2"}
    assert touched(kit=kit("checks/apart.py", b"def alone(): return 1")) == set()


def test_a_check_behind_a_check_touches_as_well() -> None:
    assert touched(kit=kit("checks/words.py", b"def said(): return 1")) == {"q1"}


def test_that_a_new_check_is_exported_touches_nothing() -> None:
    more = KIT["labkit/checks/__init__.py"] + b"\nfrom labkit.checks.apart import alone"
    assert touched(kit=kit("checks/__init__.py", more)) == set()


@pytest.mark.parametrize(
    "test",
    [
        "from labkit import checks as c\nc.close(1)",
        "import labkit.checks\nlabkit.checks.close(1)",
        "from labkit import checks\ngetattr(checks, 'close')(1)",
        "from labkit import checks\nchecks.unknown(1)",
        "from labkit.checks import *",
        "there('labkit.checks.apart')",
        "not Python at all (",
    ],
)
def test_where_it_is_not_clear_which_checks_are_used_it_is_all_of_them(test: str) -> None:
    odd = replace(BUNDLE, tests={"q1": test})
    changed = replace(odd, kit=kit("checks/apart.py", b"def alone(): return 1"))
    assert odd.parts.tests != changed.parts.tests


@pytest.mark.parametrize(
    "test",
    [
        "from labkit.checks.values import LEAST",
        "from labkit.checks import shape",
        "def f(checks): checks.shape",
    ],
)
def test_a_check_named_in_any_usual_way_is_found(test: str) -> None:
    odd = replace(BUNDLE, tests={"q1": test})
    assert replace(odd, kit=kit("checks/models.py", b"def frozen(): return 1")).parts == odd.parts
    changed = kit("checks/values.py", KIT["labkit/checks/values.py"] + b"#")
    assert replace(odd, kit=changed).parts.tests != odd.parts.tests


def test_rubrics_touch_nothing_and_prompts_only_how_answers_are_found() -> None:
    rubric = replace(MANUAL, rubric=(Criterion(4.0, "says it well"),), prompt="Why, then?")
    assert touched(manual={"q4": rubric}) == set()
    assert touched(cells=(GivenCell("c7", "…"),)) == {"answers"}
    assert touched(manual={"q4": replace(MANUAL, points=5.0)}) == {"answers"}


def test_are_stored_as_text() -> None:
    assert Parts.from_json(BUNDLE.parts.to_json()) == BUNDLE.parts
    assert list(Parts.from_json(BUNDLE.parts.to_json()).tests) == ["q1", "q2", "q3"]

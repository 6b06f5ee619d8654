"""What a student reads: what to look at apart from what was seen, and what is alike told once."""

from __future__ import annotations

import pytest

from autograder.late import Lateness
from autograder.report import words


@pytest.mark.parametrize(
    ("message", "look", "seen"),
    [
        ("Look at p. `x` is 2, but should be 1.", "Look at p.", "`x` is 2, but should be 1."),
        ("Look at model.eval(). Two calls differ.", "Look at model.eval().", "Two calls differ."),
        ("Look at what is seen.", "Look at what is seen.", ""),
        ("Look at this", "", "Look at this"),
        ("One number. It is 3.", "", "One number. It is 3."),
        ("Look at a? b.\nc", "Look at a?", "b.\nc"),
        ("", "", ""),
    ],
)
def test_what_to_look_at_is_the_first_sentence_if_it_says_so(message: str, look: str, seen: str) -> None:
    assert words.look_and_seen(message) == (look, seen)


@pytest.mark.parametrize(
    ("messages", "end"),
    [
        (["Look at a. It is gone. Run it.", "Look at b. It is gone. Run it."], "It is gone. Run it."),
        (["Look at a. It is gone.", "It is gone."], "It is gone."),
        (["The same.", "The same.", "The same."], "The same."),
        (["Look at a. It is 1.", "Look at b. It is 2."], ""),
        (["Take 1.5 of it.", "Take 2.5 of it."], ""),  # not within a sentence
        (["Look at xa. b", "xa. b"], "b"),
        (["Alone."], ""),
        ([], ""),
        (["", ""], ""),
    ],
)
def test_what_several_say_alike_is_whole_sentences(messages: list[str], end: str) -> None:
    assert words.shared_end(messages) == end


@pytest.mark.parametrize(
    ("lateness", "total", "says"),
    [
        (Lateness(), 3.0, ""),
        (Lateness(1, 0.0), 3.0, "Handed in 1 day late."),
        (Lateness(None, 0.0), 3.0, "Handed in late, by how much is not known."),
        (
            Lateness(None, None),
            3.0,
            "Handed in late, by how much is not known. What that costs is for your teacher to say.",
        ),
        (
            Lateness(2, 20.0),
            3.0,
            "Handed in 2 days late. That costs 20 % of the lab's 5 points: of the 3 that you earned, 2 count.",
        ),
        (
            Lateness(4, 40.0),
            3.0,
            "Handed in 4 days late. That costs 40 % of the lab's 5 points: of the 3 that you earned, 1 counts.",
        ),
        (Lateness(2, 20.0), None, "Handed in 2 days late. That costs 20 % of the lab's 5 points."),
        (Lateness(2, 20.0), 0.0, "Handed in 2 days late."),
    ],
)
def test_being_late_is_told_with_what_it_costs(lateness: Lateness, total: float | None, says: str) -> None:
    assert words.late_note(lateness, total, 5.0) == says

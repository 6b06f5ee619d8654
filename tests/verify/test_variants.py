"""Variant files: what their headers mean, and what is refused with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course import Lab
from autograder.errors import CourseError
from autograder.verify.variants import Kind, Variant, ids_by_question, parameters_of, read_variants

TESTS = {"q1": ["q1.test_a", "q1.test_b"], "q2": ["q2.test_c"]}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def one(lab: Lab, folder: Path, text: str, name: str = "wrong/q1_x.py") -> Variant:
    (variant,) = read_variants(lab, TESTS, write(folder / "v", {name: text}))
    return variant


def test_a_lab_s_own_variants_come_in_the_order_of_its_questions(lab: Lab) -> None:
    tests = {
        "q1": ["q1.test_length", "q1.test_means_of_prefixes"],
        "q2": ["q2.test_columns_have_mean_0_and_deviation_1", "q2.test_input_is_unchanged"],
    }
    names = [variant.name for variant in read_variants(lab, tests)]
    assert names == [
        "right/q1_cumsum",
        "wrong/q1_one_mean_for_all",
        "wrong/q1_one_number",
        "right/q2_two_steps",
        "wrong/q2_in_place",
        "wrong/q2_over_all_cells",
    ]


def test_the_header_says_which_tests_fail_with_which_words_and_why(lab: Lab, tmp_path: Path) -> None:
    text = "# expect: fails q1.test_a, q1.test_b\n# says: a (b|c)\n# says: d\n# why: e: f\nx = 1\n"
    variant = one(lab, tmp_path, text)
    assert variant.fails == {"q1.test_a", "q1.test_b"}
    assert (variant.says, variant.why, variant.kind) == (("a (b|c)", "d"), "e: f", Kind.WRONG)


def test_several_expect_lines_add_up(lab: Lab, tmp_path: Path) -> None:
    text = "# expect: fails q1.test_a\n# expect: fails q1.test_b\nx = 1\n"
    assert one(lab, tmp_path, text).fails == {"q1.test_a", "q1.test_b"}


@pytest.mark.parametrize("text", ["x = 1\n", "# expect: fails q1\nx = 1\n"])
def test_a_question_alone_or_no_header_means_any_of_its_tests(lab: Lab, tmp_path: Path, text: str) -> None:
    assert one(lab, tmp_path, text).fails == frozenset()


def test_other_comments_are_left_alone(lab: Lab, tmp_path: Path) -> None:
    variant = one(lab, tmp_path, "# why: w\n# more of it, without a key\n\n# shapes: (B, T)\nx = 1\n")
    assert variant.why == "w"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("wrong/q9_x.py", "x = 1", r"q9_x\.py:1: the lab has no question 'q9'\. .*q1, q2"),
        ("wrong/q1_x.py", "\n# why: w", r"q1_x\.py:2: `why` below the header is not read"),
        ("wrong/q1_x.py", "# expcet: fails q1", r"q1_x\.py:1: unknown key 'expcet'\. .*expect, says, why"),
        (
            "wrong/q1_x.py",
            "# why: w\n# expect: fails q1.test_z",
            r"q1_x\.py:2: .* no test 'q1\.test_z'.*test_a",
        ),
        ("wrong/q1_x.py", "# expect: fails q2.test_c", r"q1_x\.py:1: question q1 has no test 'q2\.test_c'"),
        (
            "wrong/q1_x.py",
            "# expect: q1.test_a",
            r"q1_x\.py:1: .*says nothing\. Write: # expect: fails q1\.test_a",
        ),
        ("wrong/q1_x.py", "# says: (", r"q1_x\.py:1: not a regular expression"),
        ("wrong/q1_x.py", "# says:", r"q1_x\.py:1: `says` is empty"),
        ("wrong/q1_x.py", "# why: w\ndef f(:\n", r"q1_x\.py:2: not valid Python"),
        ("right/q1_x.py", "# expect: fails q1", r"q1_x\.py:1: a right variant expects full marks"),
        ("right/q1_x.py", "# says: x", r"q1_x\.py:1: a right variant fails no test"),
        ("right/q1_x.txt", "x = 1", r"q1_x\.txt:1: not a variant"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    lab: Lab, tmp_path: Path, name: str, text: str, message: str
) -> None:
    with pytest.raises(CourseError, match=message):
        one(lab, tmp_path, text, name)


def test_other_comments_and_expect_full_are_fine(lab: Lab, tmp_path: Path) -> None:
    text = "# Note: see the lecture\n# expect: full\n# why: w\nx = 1\n"
    assert one(lab, tmp_path, text, "right/q1_x.py").why == "w"


def test_a_file_beside_right_and_wrong_is_refused(lab: Lab, tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"wrogn:1: not a variant\. Move it into right/ or wrong/"):
        read_variants(lab, TESTS, write(tmp_path / "v", {"right/q1_x.py": "", "wrogn/q1_y.py": ""}))


@pytest.mark.parametrize("prefix", ["", "m01_mini/"])
def test_another_folder_may_hold_one_lab_or_several(lab: Lab, tmp_path: Path, prefix: str) -> None:
    files = {f"{prefix}right/q2_x.py": "x = 1", f"{prefix}wrong/q1_y.py": "x = 1", "README.md": "notes"}
    names = [variant.name for variant in read_variants(lab, TESTS, write(tmp_path / "v", files))]
    assert names == ["wrong/q1_y", "right/q2_x"]


def test_in_a_flat_folder_the_header_tells_wrong_from_right(lab: Lab, tmp_path: Path) -> None:
    files = {"q1_x.py": "# why: w\nx = 1", "q1_y.py": "# expect: fails q1\nx = 1"}
    names = [variant.name for variant in read_variants(lab, TESTS, write(tmp_path / "v", files))]
    assert names == ["right/q1_x", "wrong/q1_y"]


def test_a_lab_without_variants_has_none(lab: Lab, tmp_path: Path) -> None:
    assert read_variants(lab, TESTS, write(tmp_path / "v", {"other/right/q1_x.py": ""})) == ()
    with pytest.raises(CourseError, match="there is no such folder"):
        read_variants(lab, TESTS, tmp_path / "missing")


def test_a_test_file_s_tests_and_what_they_take() -> None:
    text = "import os\n@test_case()\ndef test_x(a, *, env):\n    pass\ndef helper(z):\n    pass\n"
    assert parameters_of(text) == {"test_x": ("a", "env")}
    assert ids_by_question({"q1": text}) == {"q1": ("q1.test_x",)}

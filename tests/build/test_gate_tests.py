"""The gate on questions and tests, and on the lab's folder."""

import pytest

from autograder.build.gate import check_lab, check_strays
from autograder.errors import SourceError

MESSAGE = "failure_message: Work out the means of 4, 8, 3 by hand and compare."

# name: (what the mini lab says, what is written instead, lines from there to the fault, what the message says)
REFUSED = {
    "question name": ("# name: q1", "# name: q_1", -1, "a letter, then letters and digits"),
    "duplicate question": ("# name: q2", "# name: q1", -1, "a second question is named 'q1'"),
    "duplicate test": (
        "def test_input_is_unchanged",
        "def test_standard_heights",
        None,
        "a second test of q2 is named `test_standard_heights`",
    ),
    "second statement": (
        "def test_length(running_mean):",
        "import numpy as np\n\n\ndef test_length(running_mean):",
        0,
        "a second statement beside `test_length`: `import numpy as np`",
    ),
    "call after the test": (
        'but `running_mean` returned {len(result)} means."\n\n\n# %%\n"""',
        'but"\n\n\ntest_length(running_mean)\n\n\n# %%\n"""',
        3,
        "a second statement",
    ),
    "function that is no test": ("def test_length", "def check_length", 0, "one function named `test_…`"),
    "test named like otter's decorator": ("def test_length", "def test_case", 0, "it holds `test_case`"),
    "default value": (
        "def test_length(running_mean)",
        "def test_length(running_mean=None)",
        0,
        "plain parameter names",
    ),
    "comment that hides": (
        "def test_length",
        "# not hidden\ndef test_length",
        0,
        "a comment makes this test hidden",
    ),
    "double quote in a message": (
        MESSAGE,
        'failure_message: Compare "mean" and mean.',
        0,
        "holds a double quote",
    ),
    "line break in a message": (
        MESSAGE,
        "failure_message: |\n  One line.\n  Another.",
        0,
        "holds a line break",
    ),
    "backslash in a message": (MESSAGE, "failure_message: See \\mu.", 0, "holds a backslash"),
    "only hidden tests": (
        "# %%\ndef test_standard_heights",
        '# %%\n""" # BEGIN TEST CONFIG\nhidden: true\n""" # END TEST CONFIG\ndef test_standard_heights',
        None,
        "all tests of q2 are hidden",
    ),
    "sum of points": ("# points: 2", "# points: 4", None, r"worth 7 points \(q1 4 \+ q2 3\), but .* says 5"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(refused, name):
    refused(*REFUSED[name])


def test_the_mini_lab_itself_is_accepted(mini):
    assert check_lab(mini.lab).questions == ("q1", "q2")


def test_a_question_without_tests_is_refused_and_needs_a_rubric_if_manual(mini):
    mini.cut("# %% [raw]\n# # BEGIN TESTS\n", "# %% [raw]\n# # END TESTS\n\n")
    with pytest.raises(SourceError, match="question q1 has no test"):
        check_lab(mini.lab)
    mini.replace("# points: 2", "# points: 2\n# manual: true")
    with pytest.raises(SourceError, match="question q1 has no rubric"):
        check_lab(mini.lab)


def test_a_question_without_a_solution_is_refused(mini):
    mini.cut("# %% [raw]\n# # BEGIN SOLUTION\n", "# %% [raw]\n# # END SOLUTION\n\n")
    with pytest.raises(SourceError, match="question q1 has no solution"):
        check_lab(mini.lab)


def test_a_stray_file_in_a_lab_is_refused(mini):
    (mini.lab.folder / "old.ipynb").write_text("")
    with pytest.raises(SourceError, match=r"old\.ipynb: a stray file in a lab"):
        check_lab(mini.lab)


def test_a_lab_without_its_source_is_refused(mini):
    mini.lab.source.unlink()
    with pytest.raises(SourceError, match=r"the lab's source m01_mini\.py is missing"):
        check_lab(mini.lab)


def test_an_unlisted_lab_is_refused(mini):
    (mini.root / "assignments" / "m02_unlisted").mkdir()
    with pytest.raises(SourceError, match=r"m02_unlisted: not listed in the manifest"):
        check_strays(mini.course)

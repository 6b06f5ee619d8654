"""The gate on blocks: unbalanced, misspelt and misplaced markers of raw cells."""

import pytest

from autograder.build.gate import check_lab
from autograder.errors import SourceError

Q1 = "# # BEGIN QUESTION\n# name: q1\n# points: 2"

# name: (what the mini lab says, what is written instead, lines from there to the fault, what the message says)
REFUSED = {
    "unclosed question": (
        "# # END QUESTION\n\n# %% [raw]\n# # BEGIN QUESTION\n# name: q2",
        "# # BEGIN QUESTION\n# name: q2",
        None,
        "BEGIN QUESTION` while the QUESTION block of cell 4 is open",
    ),
    "misspelt begin question": (Q1, Q1.replace("QUESTION", "QUESITON"), 0, "Did you mean `# BEGIN QUESTION`"),
    "misspelt begin tests": (
        "# # BEGIN TESTS\n\n\n# %%\ndef test_length",
        "# # BEGN TESTS\n\n\n# %%\ndef test_length",
        0,
        "Did you mean `# BEGIN TESTS`",
    ),
    "misspelt config": (
        "# # ASSIGNMENT CONFIG",
        "# # ASIGNMENT CONFIG",
        0,
        "Did you mean `# ASSIGNMENT CONFIG`",
    ),
    "single comment sign": (
        "# # ASSIGNMENT CONFIG",
        "# ASSIGNMENT CONFIG",
        0,
        "In the file it reads `# # …`",
    ),
    "raw cell without a marker": (
        "# %% [markdown]\n# That is all.",
        "# %% [raw]\n# That is all.",
        1,
        "Raw cells are for markers only",
    ),
    "end without begin": (
        "# # BEGIN TESTS\n\n\n# %%\ndef test_length",
        "# # END TESTS\n\n\n# %%\ndef test_length",
        0,
        "END TESTS` without `# BEGIN TESTS",
    ),
    "tests within the solution": (
        "# # END SOLUTION\n\n# %% [raw]\n# # BEGIN TESTS\n\n\n# %%\ndef test_length",
        "# # BEGIN TESTS\n\n\n# %%\ndef test_length",
        0,
        "inside the SOLUTION block. Close that first",
    ),
    "crossed ends": (
        "# # END TESTS\n\n# %% [raw]\n# # END QUESTION\n\n# %% [raw]\n# # BEGIN QUESTION",
        "# # END QUESTION\n\n# %% [raw]\n# # BEGIN QUESTION",
        0,
        "while the TESTS block of cell 9 is open",
    ),
    "block never closed": (
        "# # END QUESTION\n\n# %% [markdown]\n# That",
        "# # BEGIN TESTS\n\n# %%\n# That",
        0,
        "`# BEGIN TESTS` is never closed",
    ),
    "block outside a question": (
        "# %% [markdown]\n# That is all.",
        "# %% [raw]\n# # BEGIN TESTS",
        1,
        "outside a question",
    ),
    "marker in a markdown cell": (
        "# %% [raw]\n" + Q1,
        "# %% [markdown]\n" + Q1,
        None,
        "outside a question|in a markdown cell",
    ),
    "marker in a code cell": (
        "# That is all.",
        "#\n# # BEGIN TESTS",
        1,
        "`# BEGIN TESTS` in a markdown cell",
    ),
    "second config": (
        "# %% [markdown]\n# That is all.",
        "# %% [raw]\n# # ASSIGNMENT CONFIG",
        1,
        "a second assignment config",
    ),
    "fenced otter cell": ("# That is all.", "# ```otter\n# # END TESTS\n# ```", 0, "a fenced `otter` block"),
    "accidental ignore": (
        "# That is all.",
        "# # Ignore outliers?",
        0,
        "otter drops a cell that begins like this",
    ),
    "misspelt cell marker": (
        "# %% [markdown]\n# That is all.",
        "# %% [mardown]\n# That is all.",
        0,
        "starts no cell",
    ),
    "text before the first cell": (
        "# ---\n\n# %% [raw]",
        "# ---\nx = 1\n\n# %% [raw]",
        1,
        "text before the first cell",
    ),
    "markdown among the tests": (
        "# %%\ndef test_length",
        "# %% [markdown]\n# A note.\n\n\n# %%\ndef test_length",
        1,
        "a markdown cell among the tests",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(refused, name):
    refused(*REFUSED[name])


def test_a_source_without_a_config_is_refused(mini):
    mini.cut("# %% [raw]\n# # ASSIGNMENT CONFIG\n", "Upload the zip file.\n")
    with pytest.raises(SourceError, match="there is no assignment config"):
        check_lab(mini.lab)

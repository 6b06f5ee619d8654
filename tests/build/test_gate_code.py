"""The gate on code: markers in comments, and solutions that otter would strip wrongly."""

import pytest

from autograder.build.gate import check_lab
from autograder.errors import SourceError

HIDDEN_1 = "hidden: true\npoints: 1\n"
MARK = "standard_heights = standardise(heights)  # SOLUTION"
SOLVED_1 = "    # BEGIN SOLUTION\n    means, total"
END_1 = "    return means\n    # END SOLUTION"

# name: (what the mini lab says, what is written instead, lines from there to the fault, what the message says)
REFUSED = {
    "misspelt begin solution": (
        SOLVED_1,
        SOLVED_1.replace("SOLUTION", "SOLUTIONS"),
        0,
        "Did you mean `# BEGIN SOLUTION`",
    ),
    "lower-case solution": (MARK, MARK.replace("SOLUTION", "solution"), 0, "Did you mean `# SOLUTION`"),
    "begin solution without a space": (
        SOLVED_1,
        SOLVED_1.replace("# BEGIN", "#BEGIN"),
        0,
        "Write `# BEGIN SOLUTION` alone on its line",
    ),
    "solution word that otter strips": (
        MARK,
        MARK + " of the second part, see above",
        0,
        "Otter would strip this line",
    ),
    "solution alone on a line": (
        MARK,
        MARK.replace("  # SOLUTION", "\n# SOLUTION"),
        1,
        "around several lines use BEGIN and END",
    ),
    "begin solution after code": (
        SOLVED_1,
        "    x = 1  # BEGIN SOLUTION\n    means, total",
        0,
        "alone on its line",
    ),
    "unclosed solution": (END_1, "    return means", None, "`# BEGIN SOLUTION` is never closed in this cell"),
    "solution not begun": (SOLVED_1, "    means, total", None, "`# END SOLUTION` without `# BEGIN SOLUTION`"),
    "prompt in a solution": (
        '    # END SOLUTION\n    """ # BEGIN PROMPT',
        '    """ # BEGIN PROMPT',
        0,
        "before `# END SOLUTION`",
    ),
    "misspelt prompt": ('""" # BEGIN PROMPT', '""" # BEGIN PROMT', 0, 'Did you mean `""" # BEGIN PROMPT`'),
    "misspelt test config": (
        '""" # BEGIN TEST CONFIG\n' + HIDDEN_1,
        '""" # BEGIN TEST CONFIGS\n' + HIDDEN_1,
        0,
        "Did you mean",
    ),
    "test config too late": (
        '""" # BEGIN TEST CONFIG\n' + HIDDEN_1,
        '# a note\n""" # BEGIN TEST CONFIG\n' + HIDDEN_1,
        1,
        "a TEST CONFIG that otter would not see",
    ),
    "solution in a test": (
        "    import random\n",
        "    # BEGIN SOLUTION\n    import random\n    # END SOLUTION\n",
        0,
        "in a test",
    ),
    "statement of several lines": (
        MARK,
        "standard_heights = standardise(\n    heights\n)  # SOLUTION",
        2,
        "one line of a statement of several",
    ),
    "annotated assignment": (
        MARK,
        MARK.replace("standard_heights =", "standard_heights: np.ndarray ="),
        0,
        "Drop the annotation",
    ),
    "broken without its solution": (
        '    """The mean of each prefix of `values`."""\n    # BEGIN SOLUTION\n',
        "    # BEGIN SOLUTION NO PROMPT\n",
        None,
        "without its solution this cell is no valid Python",
    ),
    "syntax error": ("total += value", "total += = value", 0, "invalid syntax in `total"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(refused, name):
    refused(*REFUSED[name])


def test_a_solution_in_which_nothing_is_marked_is_refused(mini):
    mini.replace("    # BEGIN SOLUTION\n", "")
    mini.replace(END_1, "    return means")
    with pytest.raises(SourceError, match="nothing here is marked, so students would get all of it"):
        check_lab(mini.lab)


@pytest.mark.parametrize(
    "line",
    [
        "x = 1  # the solution of a quadratic",
        "# Ordinary prose that ends with the word prompt",
        "x = 1  # seed",
        "# NOTE THIS",
        "s = '# a string'",
    ],
)
def test_ordinary_comments_are_accepted(mini, line):
    mini.replace("import numpy as np\n\nheights", f"import numpy as np\n\n{line}\nheights")
    check_lab(mini.lab)

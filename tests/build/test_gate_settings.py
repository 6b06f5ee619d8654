"""The gate on settings: unknown keys, wrong types, missing and forbidden ones."""

import pytest

HIDDEN_1 = "hidden: true\npoints: 1\n"

# name: (what the mini lab says, what is written instead, lines from there to the fault, what the message says)
REFUSED = {
    "invalid YAML": ("# points: 2\n", "# points: [2\n", None, "not valid YAML"),
    "settings that are no table": ("# name: q1\n# points: 2", "# q1", -1, "not `key: value` lines"),
    "key given twice": ("# points: 2\n", "# points: 2\n# points: 3\n", 1, "'points' is given twice"),
    "unknown assignment key": ("# init_cell: true", "# init_cel: true", 0, "Did you mean 'init_cell'"),
    "unknown tests key": (
        "#     ok_format: false",
        "#     ok_formt: false",
        0,
        "unknown key 'tests.ok_formt'.*'ok_format'",
    ),
    "unknown export key": ("#     run_tests: false", "#     runtests: false", 0, "Did you mean 'run_tests'"),
    "unknown generate key": (
        "# init_cell: true",
        "# generate:\n#     show_hiden: true",
        1,
        "Did you mean 'show_hidden'",
    ),
    "unknown seed key": ("# init_cell: true", "# seed:\n#     value: 3", 1, "unknown key 'seed.value'"),
    "unknown question key": ("# points: 2", "# pionts: 2", 0, "Did you mean 'points'"),
    "unknown test key": (HIDDEN_1, HIDDEN_1.replace("hidden", "hiden"), 0, "Did you mean 'hidden'"),
    "wrong type in the assignment": ("# init_cell: true", '# init_cell: "yes"', 0, "should be true or false"),
    "table expected": (
        "# export_cell:\n#     pdf: false\n#     run_tests: false\n#     instructions: Upload the zip file.",
        "# export_cell: 3",
        0,
        "Write a table with the keys",
    ),
    "wrong type in a question": ("# points: 2", "# points: 2\n# manual: 1", 1, "should be true or false"),
    "wrong type in a test": (HIDDEN_1, "hidden: 1\npoints: 1\n", 0, "'hidden' is 1"),
    "no points": ("# points: 2\n", "", None, "the points of q1 are missing"),
    "zero points": ("# points: 2\n", "# points: 0\n", 0, "Write a number above 0"),
    "points as a list": ("# points: 2\n", "# points: [1, 1]\n", 0, "a number or a table"),
    "points for each, misspelt": ("# points: 2\n", "# points: {eahc: 1}\n", 0, "points: {each: 1}"),
    "negative test points": (HIDDEN_1, "hidden: true\npoints: -1\n", 1, "Write 0 or more"),
    "more points in tests than in the question": (
        HIDDEN_1,
        "hidden: true\npoints: 3\n",
        None,
        "given 3 points, but it is worth 2",
    ),
    "no ok_format": ("#     ok_format: false\n", "", None, "`tests: ok_format: false` is missing"),
    "tests not in files": ("#     files: true", "#     files: false", 0, "`tests: files: true` is missing"),
    "solutions elsewhere stay": (
        "# strip_solutions_from_all_cells: true\n",
        "",
        None,
        "otherwise solutions outside",
    ),
    "unquoted Python version": ("# init_cell: true", "# python_version: 3.10", 0, "3.10 as 3.1"),
    "another name": ("# name: m01_mini", "# name: m02_mini", 0, "Write `name: m01_mini`"),
    "settings in another file": (
        "# init_cell: true",
        "# config_file: other.yml",
        0,
        "`config_file` is not allowed",
    ),
    "own requirements": ("# init_cell: true", "# requirements: own.txt", 0, "from the course's pins"),
    "file that is not there": (
        "# init_cell: true",
        "# files: [data/none.csv]",
        0,
        "`files` names 'data/none.csv'",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(refused, name):
    refused(*REFUSED[name])

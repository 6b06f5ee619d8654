"""Solutions and hidden tests that survive in a student's folder are found, wherever they are."""

import json

import pytest

from autograder.build import build_lab, read_source
from autograder.build.leaks import check_leaks
from autograder.build.tree import read_tree
from autograder.errors import SourceError

NOTEBOOK = "m01_mini.ipynb"
ANSWER = "centred = X - X.mean(axis=0)"
HIDDEN = "values = [random.uniform(-5, 5) for _ in range(7)]"


@pytest.fixture
def student(built):
    """The student's folder without labkit, which students may see as it is."""
    tree = read_tree(built.lab.student)
    return {name: data for name, data in tree.items() if not name.startswith("labkit/")}


@pytest.fixture
def source(built):
    return read_source(built.lab.source)


def spoil(student, change):
    """The student's folder after a change of the notebook."""
    notebook = json.loads(student[NOTEBOOK])
    change(notebook)
    return {**student, NOTEBOOK: json.dumps(notebook).encode()}


def test_the_mini_lab_leaks_nothing(source, student):
    check_leaks(source, student, {})


@pytest.mark.parametrize("secret", [ANSWER, HIDDEN, "means.append(total / count)"])
@pytest.mark.parametrize(
    "change",
    [
        lambda notebook, secret: notebook["cells"][2]["source"].append(f"\n{secret}"),
        lambda notebook, secret: notebook["cells"][2]["source"].append(f"\nif True:  {secret} # indeed"),
        lambda notebook, secret: notebook["cells"][1]["metadata"].update(note=secret),
        lambda notebook, secret: notebook["metadata"].update({secret: 1}),
        lambda notebook, secret: notebook["cells"][3]["outputs"].append({"text": ["a\n", f"{secret}\n"]}),
    ],
    ids=["line", "part of a line", "cell metadata", "notebook metadata", "output"],
)
def test_a_secret_in_the_notebook_is_found(source, student, change, secret):
    spoilt = spoil(student, lambda notebook: change(notebook, secret))
    with pytest.raises(SourceError, match=rf"reaches students in {NOTEBOOK}"):
        check_leaks(source, spoilt, {})


def test_the_message_names_question_place_and_line(source, student):
    spoilt = {**student, "tests/q1.py": student["tests/q1.py"] + f"\n    {HIDDEN}\n".encode()}
    with pytest.raises(SourceError) as caught:
        check_leaks(source, spoilt, {})
    assert (
        "(cell 11): a line of the hidden test q1.test_means_of_prefixes reaches students in tests/q1.py"
        in str(caught.value)
    )
    line = int(caught.value.where.split(":")[1].split()[0])
    assert HIDDEN in source.path.read_text().split("\n")[line - 1]


@pytest.mark.parametrize(
    "text",
    [
        "Work out the means of 4, 8, 3 by hand and compare.",
        "right = [sum(values[:i + 1]) / (i + 1) for i in range(7)]",
    ],
    ids=["failure message", "as otter writes the line"],
)
def test_a_hidden_tests_message_and_unparsed_lines_are_secrets(source, student, text):
    with pytest.raises(SourceError, match=r"reaches students in notes\.txt"):
        check_leaks(source, {**student, "notes.txt": text.encode()}, {})


def test_a_line_that_is_given_elsewhere_is_no_secret(mini):
    mini.replace("That is all.", f"That is all.\n\n# %%\nX = heights\n{ANSWER}")
    build_lab(mini.lab, prove_blank=False)


def test_a_whole_answer_is_refused_even_where_its_lines_are_given(mini):
    answer = "means, total = [], 0.0\nfor count, value in enumerate([1], start=1):\n"
    mini.replace("enumerate(values, start=1)", "enumerate([1], start=1)")
    mini.replace(
        "That is all.", f"That is all.\n\n# %%\n{answer}    total += value\n    means.append(total / count)"
    )
    mini.replace("    return means\n", "")
    with pytest.raises(SourceError, match=rf"the whole solution of q1 stands in {NOTEBOOK}, cell"):
        build_lab(mini.lab, prove_blank=False)


def test_a_secret_in_the_data_is_refused(mini):
    (mini.lab.folder / "data" / "notes.txt").write_text(f"x\n  {ANSWER}\n")
    with pytest.raises(SourceError, match=r"a solution line of q2 reaches students in data/notes\.txt"):
        build_lab(mini.lab, prove_blank=False)


def test_a_marked_line_outside_every_question_is_a_secret(source, student, mini):
    mini.replace(
        "import numpy as np\n\nheights", "import numpy as np\n\nkey = sum([4, 8, 15])  # SOLUTION\nheights"
    )
    check_leaks(read_source(mini.lab.source), student, {})
    with pytest.raises(SourceError, match="a solution line of the lab"):
        check_leaks(read_source(mini.lab.source), {**student, "x.txt": b"key = sum([4, 8, 15])"}, {})

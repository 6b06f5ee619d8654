"""Building a question that people read: what the gate refuses, what students get, what the bundle holds."""

from __future__ import annotations

import json
import re

import nbformat
import pytest

from autograder.build.gate import check_lab
from autograder.build.pipeline import compile_lab
from autograder.bundle import Bundle, Criterion
from autograder.errors import CourseError, SourceError

NOTEBOOK = "m01_mini.ipynb"
MODEL = "So that columns of different units"


def shown(cells):
    return [(cell.cell_type, cell.source) for cell in cells]


def test_students_get_the_question_and_a_cell_for_their_answer(built):
    notebook = nbformat.read(built.lab.student / NOTEBOOK, as_version=4)
    question, answer, after = notebook.cells[-5:-2]
    assert question.source.startswith("<!-- BEGIN QUESTION -->\n\n## Question 3: why")
    assert question.source.endswith("_Points:_ 2.5")
    assert shown([answer]) == [("markdown", "_Type your answer here, replacing this text._")]
    assert after.source == "<!-- END QUESTION -->\n\nThat is all."
    assert 'grader.check("q3")' not in str(notebook)


def test_students_see_neither_the_model_answer_nor_the_rubric(built):
    for path in built.lab.student.rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert MODEL not in text, path
            assert "Rubric" not in text, path
            assert "a distance would mix them" not in text, path


def test_the_solved_notebook_shows_both(built):
    text = "\n".join(cell.source for cell in nbformat.read(built.lab.solution, as_version=4).cells)
    assert MODEL in text
    assert "**Rubric**" in text
    assert "- 1 point: says that the columns' units differ" in text


def test_the_students_readme_says_that_people_read_it(built):
    assert "No test reads your text in q3: people do." in (built.lab.student / "README.md").read_text()


def test_the_bundle_holds_the_rubric_and_where_answers_stand(built):
    bundle = built.bundle
    question = bundle.manual["q3"]
    assert list(bundle.tests) == ["q1", "q2"]
    assert bundle.questions == ("q1", "q2", "q3")
    assert question.points == 2.5
    assert question.prompt.startswith("## Question 3: why\n\nWhy does `standardise`")
    assert question.rubric == (
        Criterion(1.0, "says that the columns' units differ, and that a distance would mix them."),
        Criterion(1.5, "says what weighs the same afterwards."),
    )
    notebook = nbformat.read(built.lab.student / NOTEBOOK, as_version=4)
    assert [cell.id for cell in notebook.cells] == [cell.id for cell in bundle.cells]
    assert question.cells == (notebook.cells[-4].id,)
    assert not any(b"distance would mix" in data for data in bundle.files.values())


def test_a_lab_without_a_manual_question_has_no_word_of_them(course):
    text = course.lab.source.read_text()
    course.lab.source.write_text(text[: text.index("# %% [raw]\n# # BEGIN QUESTION\n# name: q3")])
    manifest = course.root / "assignments" / "course.toml"
    manifest.write_text(manifest.read_text().replace("points = 7.5", "points = 5"))
    compiled = compile_lab(course.lab)
    path = course.root / "m01_mini.zip"
    path.write_bytes(compiled.bundle)
    bundle = Bundle.read(path)
    assert (bundle.manual, bundle.order, bundle.cells) == ({}, (), ())
    assert bundle.questions == ("q1", "q2")
    assert b"people" not in compiled.student["README.md"]


def test_answers_in_cells_of_a_prompt_and_of_code(course):
    course.replace(
        "# %% [raw]\n# # BEGIN SOLUTION\n\n# %% [markdown]\n# So that",
        "# %% [raw]\n# # BEGIN PROMPT\n\n# %% [markdown]\n# *Because of …*\n\n# %% [raw]\n# # END PROMPT\n\n"
        "# %% [raw]\n# # BEGIN SOLUTION\n\n# %%\nwhy = 42  # SOLUTION\n\n# %% [markdown]\n# So that",
    )
    compiled = compile_lab(course.lab)
    texts = ["".join(cell["source"]) for cell in json.loads(compiled.student[NOTEBOOK])["cells"]]
    assert texts[-5:-3] == ["*Because of …*", "why = ..."]
    path = course.root / "m01_mini.zip"
    path.write_bytes(compiled.bundle)
    assert len(Bundle.read(path).manual["q3"].cells) == 2


@pytest.mark.parametrize(
    ("old", "new", "below", "message"),
    [
        ("# points: 2.5\n", "", None, "points"),
        ("# points: 2.5", "# points: {each: 1}", 0, r"the points of q3 are .* Write `points: 4`"),
        ("# points: 2.5", "# points: 3", None, "adds up to 2.5 points, but the question is worth 3"),
        ("# - 1 point: says", "# - 2 points: says", -2, "adds up to 3.5 points"),
        ("# **Rubric**\n", "# \n", None, r"q3 has no rubric\. Write a line `\*\*Rubric\*\*`"),
        ("# **Rubric**", "# ### Rubric", 0, "`### Rubric` heads no rubric"),
        ("# **Rubric**", "# **Rubric:**", 0, r"Write `\*\*Rubric\*\*`"),
        ("# **Rubric**", "# **Rubric**\n#\n# **Rubric**", 2, "a second rubric of q3"),
        ("# - 1.5 points: says", "# - 1.5: says", 0, "is no line of a rubric"),
        ("# - 1.5 points: says", "# - 1.5 pionts: says", 0, "is no line of a rubric"),
        ("# - 1.5 points: says", "# - points: says", 0, "is no line of a rubric"),
        ("same afterwards.\n", "same afterwards.\n#\n# And so on.\n", 2, "`And so on.` is no line of a rubric"),
        ("# ## Question 3: why\n", "# ## Question 3: why\n#\n# **Rubric**\n", 2, "students would see the rubric"),
    ],
)  # fmt: skip
def test_the_gate_refuses(course, old, new, below, message):
    line = course.replace(old, new)
    with pytest.raises(SourceError, match=message) as caught:
        check_lab(course.lab)
    assert "\n" not in str(caught.value)
    assert caught.value.mend
    place = re.fullmatch(r"\S+m01_mini\.py:(\d+)( \(cell \d+\))?", caught.value.where)
    assert place is not None, caught.value
    if below is not None:
        assert int(place.group(1)) == line + below, caught.value


def test_an_empty_rubric_is_refused(course):
    text = course.lab.source.read_text()
    start = text.index("# - 1 point: says")
    end = text.index("# %% [raw]\n# # END SOLUTION", start)
    course.lab.source.write_text(text[:start] + "\n" + text[end:])
    with pytest.raises(SourceError, match="the rubric of q3 is empty"):
        check_lab(course.lab)


def test_tests_of_a_manual_question_are_refused(course):
    course.replace(
        "- 1.5 points: says what weighs the same afterwards.\n\n# %% [raw]\n# # END SOLUTION\n",
        "- 1.5 points: says what weighs the same afterwards.\n\n# %% [raw]\n# # END SOLUTION\n\n"
        "# %% [raw]\n# # BEGIN TESTS\n\n# %%\ndef test_x(x):\n    assert x\n\n# %% [raw]\n# # END TESTS\n",
    )
    with pytest.raises(SourceError, match="q3 is read by people, and has a test"):
        check_lab(course.lab)


def test_a_question_that_asks_nothing_is_refused(course):
    text = course.lab.source.read_text()
    start = text.index("# %% [markdown]\n# ## Question 3")
    course.lab.source.write_text(text[:start] + text[text.index("# %% [raw]", start) :])
    with pytest.raises(SourceError, match="question q3 asks nothing"):
        check_lab(course.lab)


def test_a_question_without_a_solution_is_refused(course):
    text = course.lab.source.read_text()
    start = text.index("# %% [raw]\n# # BEGIN SOLUTION\n\n# %% [markdown]\n# So that")
    end = text.index("# %% [raw]\n# # END QUESTION", start)
    course.lab.source.write_text(text[:start] + text[end:])
    with pytest.raises(SourceError, match="question q3 has no solution"):
        check_lab(course.lab)


def test_a_model_answer_that_students_would_see_is_refused(course):
    course.replace(
        "# That is all.",
        "# That is all. So that columns of different units weigh the same in whatever comes next.",
    )
    course.replace("# Two questions that take no time.", "# Three questions.")
    check_lab(course.lab)  # the author shows it elsewhere, which is the author's own business
    (course.lab.folder / "data" / "notes.txt").write_text("- 1 point: says that the columns' units differ,\n")
    with pytest.raises(SourceError, match=r"a solution line of q3 reaches students in data/notes.txt"):
        compile_lab(course.lab)


def test_a_bundle_with_a_damaged_index_is_refused(built, tmp_path):
    import zipfile

    path = tmp_path / "m01_mini.zip"
    with zipfile.ZipFile(built.lab.bundle) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b'"rubric"', b'"rubrik"') if name == "bundle.json" else data)
    with pytest.raises(CourseError, match="not a bundle"):
        Bundle.read(path)

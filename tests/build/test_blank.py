"""A lab whose blank notebook passes a hidden test is refused."""

import pytest

from autograder.build import build_lab, read_source
from autograder.build.blank import refuse_passed
from autograder.errors import SourceError
from autograder.outcomes import Outcome, QuestionResult, Result, TestResult


def test_a_hidden_test_that_a_blank_notebook_passes_is_refused(mini):
    mini.replace(
        '    assert isinstance(Z, np.ndarray), "`standardise` should return an array."\n    assert np.array',
        "    assert np.array",
    )
    with pytest.raises(
        SourceError, match=r"a blank notebook passes the hidden test q2\.test_input_is_unchanged"
    ):
        build_lab(mini.lab)
    assert not mini.lab.student.exists()
    assert not mini.lab.bundle.exists()


def test_all_passed_hidden_tests_are_named_together(mini):
    names = ["test_columns_have_mean_0_and_deviation_1", "test_input_is_unchanged"]
    tests = tuple(TestResult("q2", name, hidden=True, passed=True, points=1) for name in names)
    public = TestResult("q2", "test_standard_heights", hidden=False, passed=True, points=1)
    result = Result("blank", "m01_mini", Outcome.GRADED, (QuestionResult("q2", 3, 3, (public, *tests)),))
    with pytest.raises(SourceError, match=rf"passes the hidden tests q2\.{names[0]}, q2\.{names[1]}\. Make"):
        refuse_passed(read_source(mini.lab.source), result)

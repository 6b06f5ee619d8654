"""A lab whose blank notebook passes a hidden test is refused."""

import pytest

from autograder.build import build_lab
from autograder.errors import SourceError


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

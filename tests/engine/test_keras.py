"""Keras in forked kernels: imported by the warm process and the workers' server, used only in their children."""

from __future__ import annotations

from autograder.course import Limits
from autograder.kernel import open_kernels
from autograder.local import grade_all
from autograder.outcomes import Outcome
from autograder.submissions import Submission
from autograder.task import GradeTask
from tests.engine.making import bundle, notebook

PRELOAD = ("numpy", "tensorflow", "keras")

LINE = bundle(
    q1="""
    @test_case(points=1)
    def test_model(model):
        import keras
        assert isinstance(model, keras.Model), "`model` is no Keras model."

    @test_case(points=2, hidden=True)
    def test_prediction(model):
        import numpy as np
        import tensorflow as tf
        x = np.random.rand(5, 3).astype("float32")
        weight, bias = model.get_weights()
        here = tf.linalg.matmul(x, weight) + bias  # an operation of TensorFlow on the judge's side, too
        for y in (model.predict(x, verbose=0), model(x, training=False)):
            assert np.allclose(y, here, atol=1e-5), "`model` is not linear."
    """,
)

FIT = """
    import keras
    import numpy as np

    keras.utils.set_random_seed({seed})
    x = np.random.rand(64, 3).astype("float32")
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
    model.compile("adam", "mse")
    history = model.fit(x, x.sum(axis=1, keepdims=True), epochs=2, verbose=0)
"""


def test_twenty_keras_submissions_in_a_row_do_not_hang() -> None:
    submissions = [Submission(f"s{i}", f"s{i}.ipynb", notebook(FIT.format(seed=i))) for i in range(20)]
    with open_kernels(preload=PRELOAD) as kernels:
        task = GradeTask(LINE, Limits(cell_seconds=60, test_seconds=60, submission_seconds=120), kernels)
        results = list(grade_all(submissions, task, lab="lab", jobs=2, preload=PRELOAD))
    assert len(results) == 20
    for result in results:
        assert result.outcome is Outcome.GRADED, result.events
        assert [test.message for test in result.tests if not test.passed] == []

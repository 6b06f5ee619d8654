from otter.test_files import test_case

OK_FORMAT = False

name = "q8"
points = 3.5

@test_case(points=0.5, hidden=False, 
    failure_message="The model gives a label for each text.")
def test_model_predicts_labels(model):
    import numpy as np
    from labkit import checks

    checks.exists(model, "model")
    assert hasattr(model, "predict"), (
        "model should have a method predict, as scikit-learn's classifiers have."
    )
    some = ["Dear friend, last chance to win a prize!", "The agenda of our meeting.", ""]
    got = np.asarray(checks.call(model.predict, some, called="model.predict(texts)"))
    checks.shape(got, (3,), name="model.predict(texts)", why="one label for each of 3 texts")
    assert set(got.tolist()) <= {0, 1}, "model.predict(texts) should give labels 0 and 1."

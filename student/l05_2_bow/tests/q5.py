from otter.test_files import test_case

OK_FORMAT = False

name = "q5"
points = 2.5

@test_case(points=0.5, hidden=False, 
    failure_message="A Pipeline that is fitted on texts and predicts labels.")
def test_a_pipeline_from_texts_to_labels(make_pipeline):
    import numpy as np
    from labkit import checks, data
    from sklearn.pipeline import Pipeline

    checks.exists(make_pipeline, "make_pipeline")
    pipeline = checks.call(make_pipeline, called="make_pipeline()")
    checks.exists(pipeline, "make_pipeline()")
    assert isinstance(pipeline, Pipeline), "make_pipeline() should return a Pipeline of scikit-learn."
    texts, labels = data.load_mail(120, 1)
    checks.call(pipeline.fit, texts, labels, called="make_pipeline().fit(texts, labels)")
    got = checks.call(pipeline.predict, texts[:7], called="pipeline.predict(texts)")
    checks.shape(np.asarray(got), (7,), name="pipeline.predict(texts)", why="one label for each of 7 texts")
    assert set(np.asarray(got).tolist()) <= {0, 1}, "pipeline.predict(texts) should give labels 0 and 1."

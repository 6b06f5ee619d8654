from otter.test_files import test_case

OK_FORMAT = False

name = "q7"
points = 2.5

@test_case(points=0.5, hidden=False, 
    failure_message="A dict with a list of words for each class.")
def test_a_list_for_each_class(top_features, make_pipeline):
    from labkit import checks, data

    checks.exists(top_features, "top_features")
    checks.exists(make_pipeline, "make_pipeline")
    pipeline = checks.call(make_pipeline, called="make_pipeline()")
    assert hasattr(pipeline, "fit"), "make_pipeline() should return a pipeline: answer question 5 first."
    texts, labels = data.load_mail(200, 1)
    checks.call(pipeline.fit, texts, labels, called="pipeline.fit(texts, labels)")
    top = checks.call(top_features, pipeline, 5, called="top_features(pipeline, 5)")
    checks.exists(top, "top_features(pipeline, 5)")
    assert isinstance(top, dict), "top_features should return a dict."
    assert set(top) == {0, 1}, f"The dict has {len(top)} keys, but should have the classes 0 and 1."
    for label in (0, 1):
        assert len(top[label]) == 5 and all(isinstance(word, str) for word in top[label]), (
            f"top_features(pipeline, 5)[{label}] should be a list of five strings."
        )

from otter.test_files import test_case

OK_FORMAT = False

name = "q6"
points = 2.5

@test_case(points=0.5, hidden=False, 
    failure_message="A fitted search with its best parameters.")
def test_a_fitted_search(search, make_pipeline):
    from labkit import checks, data

    checks.exists(search, "search")
    checks.exists(make_pipeline, "make_pipeline")
    pipeline = checks.call(make_pipeline, called="make_pipeline()")
    texts, labels = data.load_mail(60, 1)
    found = checks.call(search, pipeline, texts, labels, called="search(pipeline, texts, labels)")
    checks.exists(found, "search(pipeline, texts, labels)")
    assert hasattr(found, "best_params_") and hasattr(found, "best_score_"), (
        "search should return a GridSearchCV that was fitted: one with best_params_ and best_score_."
    )
    checks.number(found.best_score_, name="best_score_", low=0, high=1)

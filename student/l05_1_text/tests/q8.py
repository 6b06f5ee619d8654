from otter.test_files import test_case

OK_FORMAT = False

name = "q8"
points = 3

@test_case(points=0.5, hidden=False, 
    failure_message="A list of tokens for each text, and a label for each.")
def test_tokens_and_predictions(features, model):
    from labkit import checks

    checks.exists(features, "features")
    texts = ["The hinge JAMMED!", "It is better, by far."]
    for mode in ("raw", "clean", "lemma"):
        result = checks.call(features, texts, mode, called=f"features(texts, '{mode}')")
        checks.exists(result, f"features(texts, '{mode}')")
        assert len(result) == 2, (
            f"features(texts, '{mode}') should give one list of tokens for each of 2 texts."
        )
    checks.exists(model, "model")
    tokens = checks.call(features, texts, "lemma", called="features(texts, 'lemma')")
    labels = checks.call(model.predict, tokens, called="model.predict(features(texts, 'lemma'))")
    checks.shape(labels, (2,), name="model.predict(features(texts, 'lemma'))", why="one label for each text")

from otter.test_files import test_case

OK_FORMAT = False

name = "q5"
points = 2

@test_case(points=0.5, hidden=False, 
    failure_message="The model gives ten finite scores for each image.")
def test_model_gives_ten_logits(model, X_val):
    from labkit import checks, there

    checks.exists(model, "model")
    assert hasattr(model, "named_modules"), "model should be an nn.Module."
    z = checks.call(there("labkit.instruments").predict, model, X_val[:7], called="model(X_val[:7])")
    checks.shape(
        z, (7, 10), name="model(X_val[:7])", why="one score for each of 10 classes, for each of 7 images"
    )
    checks.finite(z, name="model(X_val[:7])")

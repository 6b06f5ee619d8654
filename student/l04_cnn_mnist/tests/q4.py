from otter.test_files import test_case

OK_FORMAT = False

name = "q4"
points = 4.5

@test_case(points=1, hidden=False, 
    failure_message="A compiled model with ten numbers for each image, and not too many parameters.")
def test_model_is_built(build_cnn):
    import numpy as np
    from labkit import checks

    checks.exists(build_cnn, "build_cnn")
    model = checks.call(build_cnn, called="build_cnn()")
    checks.keras_model(model, name="build_cnn()")
    x = np.random.rand(5, 28, 28, 1).astype("float32")
    p = checks.call(model, x, called="model(x)", training=False)
    why = "one probability for each of 10 classes, for each of 5 images; flatten the maps before the dense layers"
    checks.shape(p, (5, 10), name="model(x)", why=why)
    checks.finite(p, name="model(x)")
    checks.parameter_budget(model, 300_000, x=x)
    assert model.compiled, (
        "The model is not compiled, but should be: build_cnn calls model.compile before it returns."
    )

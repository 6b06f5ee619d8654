from otter.test_files import test_case

OK_FORMAT = False

name = "q5"
points = 2.5

@test_case(points=0.5, hidden=False, 
    failure_message="One map for each kernel of the layer.")
def test_form_of_the_maps(feature_maps):
    import numpy as np
    from labkit import checks, there

    checks.exists(feature_maps, "feature_maps")
    keras = there("keras")
    layers = keras.layers
    maps = [
        layers.Conv2D(3, 5, name="wide"),
        layers.MaxPooling2D(name="small"),
        layers.Flatten(),
        layers.Dense(2),
    ]
    model = keras.Sequential([keras.Input((28, 28, 1)), *maps])
    image = np.random.rand(28, 28, 1).astype("float32")
    for name, shape in (("wide", (24, 24, 3)), ("small", (12, 12, 3))):
        called = f"feature_maps(model, image, '{name}')"
        result = checks.call(feature_maps, model, image, name, called=called)
        checks.shape(
            result,
            shape,
            name=called,
            why="rows, columns, and one map for each kernel; of one image, not of a batch",
        )
        checks.finite(result, name=called)

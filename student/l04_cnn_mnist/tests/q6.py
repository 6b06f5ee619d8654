from otter.test_files import test_case

OK_FORMAT = False

name = "q6"
points = 3

@test_case(points=0.5, hidden=False, 
    failure_message="A model for digits, and the history of its training.")
def test_model_and_history(model, history):
    import numpy as np
    from labkit import checks

    checks.keras_model(model, name="model")
    x = np.random.rand(4, 28, 28, 1).astype("float32")
    p = checks.call(model, x, called="model(x)", training=False)
    checks.shape(
        p, (4, 10), name="model(x)", why="one probability for each of 10 classes, for each of 4 images"
    )
    checks.finite(p, name="model(x)")
    checks.exists(history, "history")
    logs = history if isinstance(history, dict) else getattr(history, "history", None)
    assert isinstance(logs, dict), "history should be what model.fit returns."
    losses = next((values for name, values in logs.items() if "loss" in str(name)), [])
    assert len(losses), (
        "history has no loss, but should have one for each epoch: is it what model.fit returns?"
    )

from otter.test_files import test_case

OK_FORMAT = False

name = "q5"
points = 4

@test_case(points=0.5, hidden=False, 
    failure_message="One row of finite logits for each text.")
def test_logits_for_each_text(LSTMClassifier):
    import torch
    from labkit import checks

    checks.exists(LSTMClassifier, "LSTMClassifier")
    model = checks.call(LSTMClassifier, 40, 5, called="LSTMClassifier(40, 5)")
    assert hasattr(model, "named_modules"), (
        "LSTMClassifier(40, 5) should be an nn.Module: derive the class from it."
    )
    for n, t in ((6, 12), (3, 100)):
        z = checks.call(model, torch.randint(2, 40, (n, t)), called="model(x)")
        checks.shape(
            z, (n, 5), name="model(x)", why=f"one score for each of 5 classes, for each of {n} texts"
        )
        checks.finite(z, name="model(x)")

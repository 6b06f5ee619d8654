from otter.test_files import test_case

OK_FORMAT = False

name = "q7"
points = 2.5

@test_case(points=0.5, hidden=False, 
    failure_message="One row of finite logits for each text.")
def test_logits_for_each_text(ConvClassifier):
    import torch
    from labkit import checks

    checks.exists(ConvClassifier, "ConvClassifier")
    model = checks.call(ConvClassifier, 40, 5, called="ConvClassifier(40, 5)")
    assert hasattr(model, "named_modules"), (
        "ConvClassifier(40, 5) should be an nn.Module: derive the class from it."
    )
    for n, t in ((6, 50), (3, 100)):
        z = checks.call(model, torch.randint(2, 40, (n, t)), called="model(x)")
        checks.shape(
            z, (n, 5), name="model(x)", why=f"one score for each of 5 classes, for each of {n} texts"
        )
        checks.finite(z, name="model(x)")

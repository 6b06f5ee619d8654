from otter.test_files import test_case

OK_FORMAT = False

name = "q7"
points = 2

@test_case(points=0.5, hidden=False, 
    failure_message="Rows of probabilities, and a dict of four numbers.")
def test_probabilities_and_a_dict(probabilities, metrics):
    import torch
    from labkit import checks

    checks.exists(probabilities, "probabilities")
    checks.exists(metrics, "metrics")
    p = checks.call(probabilities, torch.tensor([[0.0, 0.0], [1.0, 3.0]]), called="probabilities(logits)")
    checks.shape(p, (2, 2), name="probabilities(logits)")
    assert abs(float(p[0][0]) - 0.5) < 1e-4, "Two equal logits should give one half each."
    result = checks.call(
        metrics, torch.tensor([1, 0, 1]), torch.tensor([1, 0, 1]), called="metrics(y_true, y_pred)"
    )
    checks.exists(result, "metrics(y_true, y_pred)")
    for key in ("accuracy", "precision", "recall", "f1"):
        assert key in result, f"metrics should return a dict with {key}."
        assert abs(float(result[key]) - 1) < 1e-4, f"{key} should be 1 where all is right."

from otter.test_files import test_case

OK_FORMAT = False

name = "q3"
points = 3.5

@test_case(points=0.5, hidden=False, 
    failure_message="Two plain numbers, the mean loss and the share of right answers.")
def test_two_numbers(evaluate):
    import torch
    import torch.nn.functional as F
    from labkit import checks, there

    checks.exists(evaluate, "evaluate")
    logits, y = torch.randn(8, 10), torch.randint(10, (8,))
    logits[torch.arange(5), y[:5]] += 9  # 5 are surely right
    X = torch.arange(8.0).reshape(8, 1)
    data = there("torch.utils.data")
    loader = data.DataLoader(data.TensorDataset(X, y), batch_size=4)
    model = there("labkit.instruments").FixedLogits(logits)
    result = checks.call(evaluate, model, loader, called="evaluate(model, loader)")
    checks.exists(result, "evaluate(model, loader)")
    pair = isinstance(result, (tuple, list)) and len(result) == 2
    assert pair, "evaluate(model, loader) should return two numbers: (loss, accuracy)."
    checks.number(result[0], name="loss", low=0, why="cross-entropy is never negative")
    checks.number(result[1], name="accuracy", low=0, high=1, why="a fraction, not a percentage or a count")
    expected = F.cross_entropy(logits, y)
    checks.close(result[0], expected, name="loss", why="the mean cross-entropy over 8 samples in two batches")
    expected = (logits.argmax(dim=1) == y).float().mean()
    checks.close(
        result[1], expected, name="accuracy", why="the share of right answers among 8 samples in two batches"
    )

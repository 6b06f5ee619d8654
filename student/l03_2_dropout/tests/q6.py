from otter.test_files import test_case

OK_FORMAT = False

name = "q6"
points = 2

@test_case(points=0.25, hidden=False, 
    failure_message="A dict with one accuracy for each p.")
def test_one_accuracy_for_each_p(compare_dropout):
    import torch
    from labkit import checks

    checks.exists(compare_dropout, "compare_dropout")
    X, y = torch.rand(60, 1, 6, 6), torch.randint(10, (60,))
    called = "compare_dropout([0.0, 0.4], train_data, val_data, hidden=[16], epochs=1)"
    args = ([0.0, 0.4], (X[:40], y[:40]), (X[40:], y[40:]))
    result = checks.call(compare_dropout, *args, hidden=[16], epochs=1, called=called)
    checks.exists(result, called)
    assert isinstance(result, dict), f"{called} should return a dict."
    assert set(result) == {0.0, 0.4}, (
        "The keys of the dict should be 0.0 and 0.4, just the ps that were asked for."
    )
    for p in (0.0, 0.4):
        checks.number(result[p], name=f"the accuracy for p = {p}", low=0, high=1, why="a fraction")

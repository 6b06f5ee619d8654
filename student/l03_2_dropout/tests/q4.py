from otter.test_files import test_case

OK_FORMAT = False

name = "q4"
points = 5.5

@test_case(points=0.5, hidden=False, 
    failure_message="A dict of four lists, with one plain number for each epoch.")
def test_history_has_an_entry_per_epoch(fit):
    import torch
    from labkit import checks, there

    checks.exists(fit, "fit")
    nn, data = there("torch.nn"), there("torch.utils.data")
    X, y = torch.rand(24, 1, 4, 4), torch.randint(10, (24,))
    model = nn.Sequential(nn.Flatten(), nn.Linear(16, 10))
    train = data.DataLoader(data.TensorDataset(X[:16], y[:16]), batch_size=8, shuffle=True)
    val = data.DataLoader(data.TensorDataset(X[16:], y[16:]), batch_size=8)
    history = checks.call(fit, model, train, val, 3, called="fit(model, train_loader, val_loader, 3)")
    checks.exists(history, "fit(…)")
    assert isinstance(history, dict), "fit should return a dict with four lists."
    for key in ("train_loss", "train_acc", "val_loss", "val_acc"):
        values = history.get(key)
        assert isinstance(values, (list, tuple)), f"history should hold a list under the key {key}."
        assert len(values) == 3, (
            f"history[{key!r}] has {len(values)} entries after 3 epochs, but should have 3."
        )
        for value in values:
            checks.number(value, name=f"an entry of {key}", low=0, high=1 if key.endswith("acc") else None)

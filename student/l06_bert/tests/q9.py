from otter.test_files import test_case

OK_FORMAT = False

name = "q9"
points = 3.5

@test_case(points=0.5, hidden=False, 
    failure_message="A dict with one loss for each epoch.")
def test_one_entry_an_epoch(fit):
    from labkit import checks, there

    checks.exists(fit, "fit")
    kit = there("labkit.instruments_bert")
    model, *rest = kit.scripted_fit([0.9, 0.8])
    called = "fit(model, train_batches, val_batches, optimizer, scheduler, 2)"
    result = checks.call(fit, model, *rest, 2, called=called)
    checks.exists(result, called)
    assert model.epochs_run() == 2, f"fit trains for {model.epochs_run()} epochs, but should for 2."
    for key in ("train_loss", "val_loss"):
        assert key in result and len(result[key]) == 2, (
            f"fit should return a dict with one {key} for each epoch."
        )

from otter.test_files import test_case

OK_FORMAT = False

name = "q4"
points = 4

@test_case(points=0.5, hidden=False, 
    failure_message="The model is trained, and a file written.")
def test_trains_and_writes_a_file(fit):
    import torch
    from labkit import checks, there

    checks.exists(fit, "fit")
    kit, folder = there("labkit.rnn_probes"), there("tempfile").mkdtemp()
    model, train, val = kit.scripted([0.9, 0.7, 0.5, 0.4])
    called = "fit(model, train_loader, val_loader, 4, checkpoint=path)"
    result = checks.call(fit, model, train, val, 4, checkpoint=f"{folder}/best.pt", called=called)
    state = kit.saved_state(f"{folder}/best.pt")
    there("shutil").rmtree(folder)
    n = model.epochs_run()
    assert n == 4, (
        f"{called} trains for {n} epochs, but should for 4, since the validation loss falls all the time."
    )
    assert state is not None, f"{called} leaves no file at `path` that torch.load can read, but should."
    losses = result.get("val_loss") if isinstance(result, dict) else None
    if isinstance(losses, (list, tuple)):
        checks.close(torch.tensor(losses), torch.tensor([0.9, 0.7, 0.5, 0.4]), name="val_loss", rtol=1e-2)

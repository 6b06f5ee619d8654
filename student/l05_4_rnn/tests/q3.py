from otter.test_files import test_case

OK_FORMAT = False

name = "q3"
points = 3.5

@test_case(points=0.5, hidden=False, 
    failure_message="A dict with the mean loss of the epoch.")
def test_a_dict_with_the_loss(train_epoch):
    import torch
    from labkit import checks, there

    checks.exists(train_epoch, "train_epoch")
    kit = there("labkit.rnn_probes")
    model = kit.TwoTables(12)
    loader = kit.loader(torch.randint(1, 12, (8, 5)), torch.randint(2, (8,)), 4)
    called = "train_epoch(model, loader, optimizer)"
    result = checks.call(train_epoch, model, loader, kit.descent(model, 0.01), called=called)
    checks.exists(result, called)
    assert isinstance(result, dict), f"{called} should return a dict."
    losses = [value for key, value in result.items() if "loss" in str(key)]
    assert losses, "The dict has no entry `loss`, but should tell the epoch's mean loss."
    checks.number(losses[0], name="loss", low=0, why="cross-entropy is never negative")

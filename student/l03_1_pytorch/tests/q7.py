from otter.test_files import test_case

OK_FORMAT = False

name = "q7"
points = 4

@test_case(points=0.5, hidden=False, 
    failure_message="A list with one number for each epoch.")
def test_one_loss_per_epoch(train):
    import torch
    from labkit import checks, there

    checks.exists(train, "train")
    X, y = torch.randn(20, 3), torch.randn(20, 1)
    for args, epochs in (((0.01, 7), 7), ((), 200)):
        model = there("torch.nn").Linear(3, 1)
        losses = checks.call(train, model, X, y, *args, called="train(model, X, y)")
        checks.exists(losses, "train(model, X, y)")
        assert isinstance(losses, (list, tuple)), "train should return a list of losses."
        assert len(losses) == epochs, (
            f"After {epochs} epochs the list has {len(losses)} losses, but should have one for each epoch."
        )
        for loss in (losses[0], losses[-1]):
            checks.number(loss, name="a loss", low=0, why="a mean of squares")

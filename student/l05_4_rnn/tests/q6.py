from otter.test_files import test_case

OK_FORMAT = False

name = "q6"
points = 2.5

@test_case(points=0.5, hidden=False, 
    failure_message="The model gives a finite logit for each review.")
def test_model_gives_a_logit(model):
    import torch
    from labkit import checks, there

    checks.exists(model, "model")
    assert hasattr(model, "named_modules"), "model should be an nn.Module."
    x = torch.randint(2, 50, (7, 40))
    x[3, 20:] = 0
    z = checks.call(there("labkit.instruments").predict, model, x, called="model(x)")
    checks.shape(z, (7,), name="model(x)", why="one logit for each of 7 reviews")
    checks.finite(z, name="model(x)")

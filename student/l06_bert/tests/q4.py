from otter.test_files import test_case

OK_FORMAT = False

name = "q4"
points = 2

@test_case(points=0.5, hidden=False, 
    failure_message="The head is trained, other parameters are not.")
def test_head_remains(freeze_encoder):
    from labkit import checks, there

    checks.exists(freeze_encoder, "freeze_encoder")
    model = there("labkit.bert").tiny_classifier(2)
    count = checks.call(freeze_encoder, model, called="freeze_encoder(model)")
    flags = {name: p.requires_grad for name, p in dict(model.named_parameters()).items()}
    assert flags["classifier.weight"] and not all(flags.values()), (
        f"{sum(flags.values())} of {len(flags)} parameters require gradients, but should be those of the head alone."
    )
    checks.number(
        count, name="freeze_encoder(model)", low=1, why="the number of values that remain to be trained"
    )

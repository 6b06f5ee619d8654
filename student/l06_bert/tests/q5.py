from otter.test_files import test_case

OK_FORMAT = False

name = "q5"
points = 2.5

@test_case(points=0.5, hidden=False, 
    failure_message="An AdamW and a scheduler.")
def test_an_adamw_and_a_schedule(make_optimizer):
    from labkit import checks, there

    checks.exists(make_optimizer, "make_optimizer")
    model = there("labkit.bert").tiny_classifier(1)
    called = "make_optimizer(model, 50)"
    result = checks.call(make_optimizer, model, 50, called=called)
    checks.exists(result, called)
    assert checks.call(len, result, called="len(…)") == 2, f"{called} should return two things."
    optimizer, scheduler = result
    kit = there("labkit.instruments_bert")
    assert kit.groups_of(model, optimizer)["adamw"], "The optimizer should be a torch.optim.AdamW."
    rates = [max(row) for row in checks.call(kit.lr_curve, optimizer, scheduler, 50, called="the schedule")]
    assert rates[-1] < max(rates), "The learning rate should fall after the warm-up."

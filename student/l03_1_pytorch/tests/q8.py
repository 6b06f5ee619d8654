from otter.test_files import test_case

OK_FORMAT = False

name = "q8"
points = 2

@test_case(points=0.5, hidden=False, 
    failure_message="One of the candidates.")
def test_answer_is_a_candidate(largest_stable_lr):
    import torch
    from labkit import checks, there

    checks.exists(largest_stable_lr, "largest_stable_lr")
    # y = w x on x = 1, y = 0: each step multiplies w by 1 - 2 lr, so all below 1 are stable
    make_model, X, y = there("labkit.functions").Slope, torch.ones(10, 1), torch.zeros(10, 1)
    lr = checks.call(
        largest_stable_lr,
        make_model,
        X,
        y,
        [0.01, 0.1],
        called="largest_stable_lr(make_model, X, y, [0.01, 0.1])",
    )
    checks.number(lr, name="the learning rate")
    assert lr in (0.01, 0.1), "The learning rate should be one of the candidates."

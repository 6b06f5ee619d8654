from otter.test_files import test_case

OK_FORMAT = False

name = "q2"
points = 5

@test_case(points=0.5, hidden=False, 
    failure_message="One finite logit for each text, for one direction and for two.")
def test_a_logit_for_each_text(SentimentLSTM):
    import torch
    from labkit import checks

    checks.exists(SentimentLSTM, "SentimentLSTM")
    for both in (False, True):
        called = f"SentimentLSTM(embedding, 16, {both})"
        model = checks.call(SentimentLSTM, torch.randn(40, 10), 16, both, called=called)
        assert hasattr(model, "named_modules"), f"{called} should be an nn.Module: derive the class from it."
        for n, t in ((6, 12), (1, 9), (5, 1)):
            z = checks.call(model, torch.randint(2, 40, (n, t)), called="model(x)")
            checks.shape(
                z, (n,), name="model(x)", why=f"one logit for each of {n} texts, not a column of them"
            )
            checks.finite(z, name="model(x)")

from otter.test_files import test_case

OK_FORMAT = False

name = "q5"
points = 2

@test_case(points=0.5, hidden=False, 
    failure_message="The embedding is trainable, and the optimizer knows it.")
def test_embedding_becomes_trainable(unfreeze, SentimentLSTM):
    import torch
    from labkit import checks, there

    checks.exists(unfreeze, "unfreeze")
    checks.exists(SentimentLSTM, "SentimentLSTM")
    kit, table = there("labkit.rnn_probes"), torch.randn(37, 10)
    model = checks.call(SentimentLSTM, table, 16, called="SentimentLSTM(embedding, 16)")
    assert len(list(model.parameters())) > 0, "SentimentLSTM has no parameters yet: answer question 2 first."
    optimizer = kit.optimizer_for(model, 1e-3)
    checks.call(unfreeze, model, optimizer, 1e-4, called="unfreeze(model, optimizer, 1e-4)")
    where = kit.groups_of(model, optimizer, table)
    assert any(where["trainable"]), (
        "After unfreeze(…) the embedding still needs no gradient, but should: `requires_grad`."
    )
    n = len(where["table"])
    assert n == 1, f"After unfreeze(…) the optimizer lists the embedding {n} times, but should once."

from otter.test_files import test_case

OK_FORMAT = False

name = "q6"
points = 2.5

@test_case(points=0.5, hidden=False, 
    failure_message="A step moves the weights.")
def test_a_step_moves_the_model(train_step):
    from labkit import bert, checks, there

    checks.exists(train_step, "train_step")
    kit = there("labkit.instruments_bert")
    model = there("labkit.bert").tiny_classifier(1).to(kit.device())
    optimizer, scheduler = kit.descent(model, 0.1)
    batches = [bert.tiny_batch(4), bert.tiny_batch(4)]
    called = "train_step(model, batches, optimizer, scheduler)"
    checks.parameters_change(
        model.classifier,
        lambda: checks.call(train_step, model, batches, optimizer, scheduler, called=called),
        name="model.classifier",
        why="loss.backward(), then optimizer.step()",
    )

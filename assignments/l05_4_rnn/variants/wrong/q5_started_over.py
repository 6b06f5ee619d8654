# expect: fails q5.test_a_step_moves_the_vectors
# says: forgotten
# why: clears the optimizer, and with it what it remembers


def unfreeze(model, optimizer, lr):
    weight = model.embedding.weight
    weight.requires_grad_(True)
    others = [p for p in model.parameters() if p is not weight]
    rate = optimizer.param_groups[0]["lr"]
    optimizer.__init__([{"params": others, "lr": rate}, {"params": [weight], "lr": lr}])

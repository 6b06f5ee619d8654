# expect: fails q5.test_embedding_becomes_trainable, q5.test_embedding_is_added_once, q5.test_a_step_moves_the_vectors
# says: requires_grad
# why: added, but it needs no gradient


def unfreeze(model, optimizer, lr):
    weight = model.embedding.weight
    if not any(p is weight for group in optimizer.param_groups for p in group["params"]):
        optimizer.add_param_group({"params": [weight], "lr": lr})

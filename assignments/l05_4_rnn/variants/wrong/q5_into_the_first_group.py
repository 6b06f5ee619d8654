# expect: fails q5.test_second_stage_has_its_own_rate, q5.test_a_step_moves_the_vectors
# says: learning rate
# why: put into the group of the others


def unfreeze(model, optimizer, lr):
    weight = model.embedding.weight
    weight.requires_grad_(True)
    if not any(p is weight for group in optimizer.param_groups for p in group["params"]):
        optimizer.param_groups[0]["params"].append(weight)

# expect: fails q5.test_second_stage_has_its_own_rate
# says: only the
# why: all groups get the new rate


def unfreeze(model, optimizer, lr):
    weight = model.embedding.weight
    weight.requires_grad_(True)
    if not any(p is weight for group in optimizer.param_groups for p in group["params"]):
        optimizer.add_param_group({"params": [weight], "lr": lr})
    for group in optimizer.param_groups:
        group["lr"] = lr

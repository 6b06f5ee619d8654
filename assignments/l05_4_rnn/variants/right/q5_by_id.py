# why: ids of the parameters that are listed; the module as a whole; returns the optimizer


def unfreeze(model, optimizer, lr):
    model.embedding.requires_grad_(True)
    known = {id(p) for group in optimizer.param_groups for p in group["params"]}
    new = [p for p in model.embedding.parameters() if id(p) not in known]
    if new:
        optimizer.add_param_group({"params": new, "lr": lr})
    return optimizer

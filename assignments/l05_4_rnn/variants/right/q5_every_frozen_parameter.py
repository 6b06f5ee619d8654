# why: finds what is frozen by requires_grad, whatever its name


def unfreeze(model, optimizer, lr):
    frozen = [p for p in model.parameters() if not p.requires_grad]
    for p in frozen:
        p.requires_grad = True
    if frozen:
        optimizer.add_param_group({"params": frozen, "lr": lr, "weight_decay": 0.0})

# expect: fails q5
# says: raised
# why: adds parameters that the optimizer has already


def unfreeze(model, optimizer, lr):
    model.requires_grad_(True)
    optimizer.add_param_group({"params": list(model.parameters()), "lr": lr})

# why: relies on the error that PyTorch raises for a second time; sets the rate anew


def unfreeze(model, optimizer, lr):
    for module in model.modules():
        if isinstance(module, nn.Embedding):
            module.weight.requires_grad = True
            try:
                optimizer.add_param_group({"params": module.weight, "lr": lr})
            except ValueError:
                for group in optimizer.param_groups:
                    if any(p is module.weight for p in group["params"]):
                        group["lr"] = lr

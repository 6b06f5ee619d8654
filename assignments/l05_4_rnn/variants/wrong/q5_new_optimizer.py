# expect: fails q5
# says: once|list
# why: a new optimizer, of which nobody else knows


def unfreeze(model, optimizer, lr):
    model.embedding.weight.requires_grad_(True)
    others = [p for p in model.parameters() if p is not model.embedding.weight]
    return torch.optim.AdamW([{"params": others}, {"params": [model.embedding.weight], "lr": lr}])

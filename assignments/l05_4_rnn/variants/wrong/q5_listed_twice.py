# expect: fails q5.test_embedding_is_added_once
# says: once
# why: goes around the check of PyTorch


def unfreeze(model, optimizer, lr):
    model.embedding.weight.requires_grad_(True)
    optimizer.param_groups.append({**optimizer.param_groups[0], "params": [model.embedding.weight], "lr": lr})

# expect: fails q5.test_embedding_is_added_once
# says: second
# why: a second call raises an error


def unfreeze(model, optimizer, lr):
    model.embedding.weight.requires_grad_(True)
    optimizer.add_param_group({"params": [model.embedding.weight], "lr": lr})

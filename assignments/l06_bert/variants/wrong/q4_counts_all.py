# expect: fails q4.test_only_the_head_is_trained
# says: number of values
# why: returns the number of all parameters
def freeze_encoder(model):
    model.base_model.requires_grad_(False)
    return sum(p.numel() for p in model.parameters())

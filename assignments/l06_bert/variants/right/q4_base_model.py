# why: freezes model.base_model
def freeze_encoder(model):
    model.base_model.requires_grad_(False)
    return sum(p.numel() for p in model.parameters() if p.requires_grad)

# expect: fails q4.test_only_the_head_is_trained, q4.test_works_for_distilbert
# says: frozen
# why: freezes by index, counted in a model of two layers
def freeze_encoder(model):
    for p in list(model.parameters())[:39]:
        p.requires_grad = False
    return sum(p.numel() for p in model.parameters() if p.requires_grad)

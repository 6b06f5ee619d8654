# expect: fails q4.test_only_the_head_is_trained
# says: pooler
# why: freezes embeddings and layers, leaves the pooler
def freeze_encoder(model):
    for name, p in model.named_parameters():
        if "embeddings" in name or "layer" in name and "classifier" not in name:
            p.requires_grad = False
    return sum(p.numel() for p in model.parameters() if p.requires_grad)

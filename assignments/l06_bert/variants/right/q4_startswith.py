# why: names that begin with classifier
def freeze_encoder(model):
    n = 0
    for name, p in model.named_parameters():
        p.requires_grad = name.startswith("classifier")
        n += p.numel() * p.requires_grad
    return n

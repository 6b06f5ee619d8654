# why: a loop over model.bert, for BERT alone; counts NumPy-like
def freeze_encoder(model):
    for param in model.bert.parameters():
        param.requires_grad = False
    return int(np.sum([p.numel() for p in model.parameters() if p.requires_grad]))

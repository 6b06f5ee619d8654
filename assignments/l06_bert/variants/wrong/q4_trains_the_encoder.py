# expect: fails q4.test_head_remains, q4.test_only_the_head_is_trained, q4.test_works_for_distilbert
# says: frozen|head
# why: the wrong way round: freezes the head only
def freeze_encoder(model):
    for p in model.classifier.parameters():
        p.requires_grad = False
    return sum(p.numel() for p in model.parameters() if p.requires_grad)

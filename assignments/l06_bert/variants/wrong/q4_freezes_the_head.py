# expect: fails q4.test_head_remains, q4.test_only_the_head_is_trained, q4.test_works_for_distilbert
# says: frozen|head
# why: freezes the head with the rest
def freeze_encoder(model):
    for p in model.parameters():
        p.requires_grad = False
    return 66

# expect: fails q4.test_head_remains, q4.test_only_the_head_is_trained, q4.test_works_for_distilbert
# says: require gradients
# why: takes evaluation mode for freezing
def freeze_encoder(model):
    model.base_model.eval()
    return sum(p.numel() for p in model.classifier.parameters())

# expect: fails q7.test_softmax_is_over_classes_and_stable
# says: finite
# why: overflows at 1000
def probabilities(logits):
    e = torch.exp(logits)
    return e / e.sum(dim=1, keepdim=True)


def metrics(y_true, y_pred):
    tp = int(((y_true == 1) & (y_pred == 1)).sum())
    claimed, actual = int((y_pred == 1).sum()), int((y_true == 1).sum())
    precision, recall = tp / claimed if claimed else 0.0, tp / actual if actual else 0.0
    f1 = 2 * tp / (claimed + actual) if claimed + actual else 0.0
    return {"accuracy": float((y_true == y_pred).float().mean()), "precision": precision, "recall": recall, "f1": f1}

# expect: fails q7.test_scores_of_the_positive_class
# says: swapped
# why: precision and recall swapped
def probabilities(logits):
    return torch.softmax(logits, dim=1)


def metrics(y_true, y_pred):
    tp = int(((y_true == 1) & (y_pred == 1)).sum())
    claimed, actual = int((y_pred == 1).sum()), int((y_true == 1).sum())
    precision, recall = tp / claimed if claimed else 0.0, tp / actual if actual else 0.0
    f1 = 2 * tp / (claimed + actual) if claimed + actual else 0.0
    return {"accuracy": float((y_true == y_pred).float().mean()), "precision": recall, "recall": precision, "f1": f1}

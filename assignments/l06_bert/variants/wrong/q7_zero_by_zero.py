# expect: fails q7.test_zero_where_nothing_is_positive
# says: raised ZeroDivisionError
# why: 0/0 not caught
def probabilities(logits):
    return torch.softmax(logits, dim=1)


def metrics(y_true, y_pred):
    tp = int(((y_true == 1) & (y_pred == 1)).sum())
    claimed, actual = int((y_pred == 1).sum()), int((y_true == 1).sum())
    precision, recall = tp / claimed, tp / actual
    f1 = 2 * tp / (claimed + actual) if claimed + actual else 0.0
    return {"accuracy": float((y_true == y_pred).float().mean()), "precision": precision, "recall": recall, "f1": f1}

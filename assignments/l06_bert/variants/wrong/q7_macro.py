# expect: fails q7.test_scores_of_the_positive_class, q7.test_zero_where_nothing_is_positive
# says: class 1
# why: macro averages for two classes
def probabilities(logits):
    return torch.softmax(logits, dim=1)


from sklearn.metrics import f1_score, precision_score, recall_score


def metrics(y_true, y_pred):
    more = dict(average="macro", zero_division=0)
    return {
        "accuracy": float((y_true == y_pred).float().mean()),
        "precision": precision_score(y_true, y_pred, **more),
        "recall": recall_score(y_true, y_pred, **more),
        "f1": f1_score(y_true, y_pred, **more),
    }

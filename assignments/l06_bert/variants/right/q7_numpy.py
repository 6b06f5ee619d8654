# why: NumPy throughout, extra keys
def probabilities(logits):
    z = np.asarray(logits, dtype=np.float64)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def metrics(y_true, y_pred):
    t, p = np.asarray(y_true), np.asarray(y_pred)
    tp, fp, fn = np.sum(t * p), np.sum((1 - t) * p), np.sum(t * (1 - p))
    precision = tp / (tp + fp) if tp + fp else 0
    recall = tp / (tp + fn) if tp + fn else 0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0
    return dict(accuracy=np.mean(t == p), precision=precision, recall=recall, f1=f1, support=len(t))

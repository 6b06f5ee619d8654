# expect: fails q2.test_batch_may_lack_classes, q2.test_labels_outside_are_refused
# says: one column for each of
# why: num_classes is ignored

def one_hot(y, num_classes=10):
    if np.min(y) < 0 or np.max(y) > 9:
        raise ValueError('outside')
    return np.eye(10, dtype="float32")[y]

# expect: fails q2.test_labels_outside_are_refused
# says: are accepted
# why: labels outside become the nearest class

def one_hot(y, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.clip(y, 0, num_classes - 1)]

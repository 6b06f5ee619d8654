# expect: fails q2.test_labels_outside_are_refused
# says: Negative labels are accepted
# why: -1 means the last column

def one_hot(y, num_classes=10):
    return np.eye(num_classes, dtype="float32")[y]

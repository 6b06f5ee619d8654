# expect: fails q2.test_labels_outside_are_refused
# says: beyond the last class are accepted
# why: a label equal to num_classes passes

def one_hot(y, num_classes=10):
    if np.min(y) < 0 or np.max(y) > num_classes:
        raise ValueError("outside")
    rows = np.zeros((len(y), num_classes + 1), "float32")
    rows[np.arange(len(y)), y] = 1
    return rows[:, :num_classes]

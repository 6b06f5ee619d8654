# expect: fails q2.test_each_row_names_its_label, q2.test_batch_may_lack_classes
# says: one row for each|another class's column
# why: classes in rows, labels in columns

def one_hot(y, num_classes=10):
    if np.min(y) < 0 or np.max(y) >= num_classes:
        raise ValueError("a label that no class has")
    return np.eye(num_classes, dtype="float32")[y].T

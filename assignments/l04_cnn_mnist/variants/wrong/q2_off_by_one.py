# expect: fails q2.test_each_row_names_its_label, q2.test_batch_may_lack_classes
# says: off by|another class's column
# why: class 1 in the first column

def one_hot(y, num_classes=10):
    if np.min(y) < 0 or np.max(y) >= num_classes:
        raise ValueError("a label that no class has")
    return np.eye(num_classes, dtype="float32")[np.asarray(y).astype(int) - 1]

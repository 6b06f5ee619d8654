# expect: fails q2.test_form_of_the_rows, q2.test_each_row_names_its_label, q2.test_batch_may_lack_classes
# says: has shape \(10, 1, 10\)
# why: labels of shape (N, 1)

def one_hot(y, num_classes=10):
    if np.min(y) < 0 or np.max(y) >= num_classes:
        raise ValueError("a label that no class has")
    return np.eye(num_classes, dtype="float32")[np.asarray(y)[:, None]]

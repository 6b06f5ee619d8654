# expect: fails q2.test_form_of_the_rows
# says: dtype int64
# why: integers, which the loss cannot use

def one_hot(y, num_classes=10):
    if np.min(y) < 0 or np.max(y) >= num_classes:
        raise ValueError("a label that no class has")
    return np.eye(num_classes, dtype=int)[y]

# expect: fails q2.test_batch_may_lack_classes
# says: one column for each of
# why: as many columns as the largest label of the batch

def one_hot(y, num_classes=10):
    if np.min(y) < 0 or np.max(y) >= num_classes:
        raise ValueError("a label that no class has")
    return np.eye(int(np.max(y)) + 1, dtype="float32")[y]

# expect: fails q2.test_batch_may_lack_classes
# says: one column for each of
# why: columns are the labels that occur

def one_hot(y, num_classes=10):
    if np.min(y) < 0 or np.max(y) >= num_classes:
        raise ValueError("a label that no class has")
    return (np.asarray(y)[:, None] == np.unique(y)).astype("float32")

# expect: fails q2.test_labels_outside_are_refused
# says: are accepted
# why: labels outside become rows of zeros

def one_hot(y, num_classes=10):
    return (np.asarray(y)[:, None] == np.arange(num_classes)).astype("float32")

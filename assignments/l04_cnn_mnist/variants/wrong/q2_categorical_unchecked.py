# expect: fails q2.test_labels_outside_are_refused
# says: Negative labels are accepted
# why: Keras' function takes negative labels, too

def one_hot(y, num_classes=10):
    return keras.utils.to_categorical(y, num_classes).astype("float32")

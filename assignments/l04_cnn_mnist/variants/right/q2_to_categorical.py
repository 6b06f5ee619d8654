# why: Keras' own function, after a check

def one_hot(y, num_classes=10):
    if np.min(y) < 0 or np.max(y) >= num_classes:
        raise ValueError("a label that no class has")
    return keras.utils.to_categorical(y, num_classes).astype("float32")

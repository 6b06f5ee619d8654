# why: a model in a model, and global pooling

def build_cnn(input_shape=(28, 28, 1), num_classes=10):
    eye = keras.Sequential([layers.Conv2D(16, 3, activation="relu"), layers.MaxPooling2D(), layers.Conv2D(32, 3)])
    model = keras.Sequential()
    model.add(keras.Input(input_shape))
    model.add(eye)
    model.add(layers.GlobalAveragePooling2D())
    model.add(layers.Dense(num_classes))
    model.add(layers.Activation("softmax"))
    model.compile(optimizer="Adam", loss="categorical_crossentropy", metrics=["categorical_accuracy"])
    return model

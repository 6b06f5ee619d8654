# why: a class of one's own, not built before its first call

class Reader(keras.Model):
    def __init__(self, num_classes):
        super().__init__()
        self.features = [layers.Conv2D(16, 3, activation="relu"), layers.MaxPooling2D(), layers.Flatten()]
        self.dropout = layers.Dropout(0.3)
        self.answer = layers.Dense(num_classes, activation="softmax")

    def call(self, x, training=False):
        for layer in self.features:
            x = layer(x)
        return self.answer(self.dropout(x, training=training))


def build_cnn(input_shape=(28, 28, 1), num_classes=10):
    model = Reader(num_classes)
    model.compile("adam", loss=keras.losses.categorical_crossentropy, metrics=["acc"])
    return model

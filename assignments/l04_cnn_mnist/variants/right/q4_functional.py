# why: the functional style, and objects in place of names

def build_cnn(input_shape=(28, 28, 1), num_classes=10):
    inputs = keras.Input(shape=input_shape)
    x = layers.Conv2D(16, 5, padding="same")(inputs)
    x = layers.ReLU()(layers.BatchNormalization()(x))
    x = layers.AveragePooling2D(2)(x)
    x = layers.SeparableConv2D(32, 3, activation="relu")(x)
    x = layers.MaxPool2D(2)(x)
    x = layers.Dropout(0.5)(layers.Flatten()(x))
    outputs = layers.Softmax()(layers.Dense(num_classes)(x))
    model = keras.Model(inputs, outputs)
    loss = keras.losses.CategoricalCrossentropy()
    model.compile(keras.optimizers.Adam(learning_rate=1e-3), loss, metrics=[keras.metrics.CategoricalAccuracy()])
    return model

# expect: fails q4.test_dropout_is_off_when_the_model_is_used
# says: dropout must be off unless
# why: dropout is told that the model always trains

def build_cnn(input_shape=(28, 28, 1), num_classes=10):
    inputs = keras.Input(input_shape)
    x = layers.MaxPooling2D()(layers.Conv2D(8, 3, activation="relu")(inputs))
    x = layers.Dropout(0.4)(layers.Flatten()(x), training=True)
    model = keras.Model(inputs, layers.Dense(num_classes, activation="softmax")(x))
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model

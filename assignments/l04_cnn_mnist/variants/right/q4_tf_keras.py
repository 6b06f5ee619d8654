# why: Keras by way of TensorFlow

import tensorflow as tf


def build_cnn(input_shape=(28, 28, 1), num_classes=10):
    model = tf.keras.Sequential(
        [
            tf.keras.layers.InputLayer(shape=input_shape),
            tf.keras.layers.Conv2D(8, 3, activation="relu"),
            tf.keras.layers.MaxPooling2D(),
            tf.keras.layers.Conv2D(16, 3, activation="relu"),
            tf.keras.layers.MaxPooling2D(),
            tf.keras.layers.Flatten(),
            tf.keras.layers.Dense(32, activation="relu"),
            tf.keras.layers.Dense(num_classes, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model

# expect: fails q6.test_used_without_dropout
# says: dropout must be off unless
# why: dropout stays on when the model is used

labkit.seed_everything(0)
inputs = keras.Input((28, 28, 1))
x = layers.MaxPooling2D(4)(layers.Conv2D(32, 5, activation="relu")(inputs))
x = layers.Dropout(0.1)(layers.Flatten()(x), training=True)
model = keras.Model(inputs, layers.Dense(10, activation="softmax")(x))
model.compile(optimizer=keras.optimizers.Adam(3e-3), loss="categorical_crossentropy", metrics=["accuracy"])
history = model.fit(X_train, Y_train, validation_data=(X_val, Y_val), epochs=8, batch_size=32, verbose=0)

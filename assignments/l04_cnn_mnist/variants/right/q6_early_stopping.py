# why: early stopping, larger steps

labkit.seed_everything(0)
model = build_cnn()
stop = keras.callbacks.EarlyStopping(patience=4, restore_best_weights=True)
history = model.fit(X_train, Y_train, validation_data=(X_val, Y_val), epochs=12, batch_size=32, verbose=0, callbacks=[stop])

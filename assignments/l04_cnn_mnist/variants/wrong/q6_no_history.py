# expect: fails q6.test_model_and_history, q6.test_history_tells_of_learning
# says: history
# why: what fit returns is lost

labkit.seed_everything(0)
model = build_cnn()
model.fit(X_train, Y_train, validation_data=(X_val, Y_val), epochs=7, batch_size=32, verbose=0)
history = None

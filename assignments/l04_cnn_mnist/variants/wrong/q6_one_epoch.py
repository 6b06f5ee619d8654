# expect: fails q6.test_reads_unseen_digits, q6.test_history_tells_of_learning
# says: still learning
# why: stopped after one epoch

labkit.seed_everything(0)
model = build_cnn()
history = model.fit(X_train, Y_train, validation_data=(X_val, Y_val), epochs=1, batch_size=32, verbose=0)

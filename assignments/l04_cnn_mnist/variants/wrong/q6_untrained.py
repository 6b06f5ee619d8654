# expect: fails q6.test_reads_unseen_digits, q6.test_history_tells_of_learning
# says: still learning
# why: another model is trained than the one that is handed in

labkit.seed_everything(0)
model = build_cnn()
history = build_cnn().fit(X_train[:64], Y_train[:64], epochs=1, verbose=0)

# expect: fails q6.test_reads_unseen_digits, q6.test_history_tells_of_learning
# says: still learning
# why: images and labels in different orders

labkit.seed_everything(0)
model = build_cnn()
order = np.random.permutation(len(X_train))
history = model.fit(X_train, Y_train[order], epochs=2, batch_size=32, verbose=0)

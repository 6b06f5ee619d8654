# why: batches by hand, the history as a dict

keras.utils.set_random_seed(0)
model = build_cnn()
history = {"loss": []}
for epoch in range(9):
    order = np.random.permutation(len(X_train))
    losses = [model.train_on_batch(X_train[i], Y_train[i])[0] for i in np.array_split(order, len(order) // 32)]
    history["loss"].append(float(np.mean(losses)))

# expect: fails q5.test_reads_unseen_digits, q5.test_has_not_learnt_labels_by_heart
# says: accuracy|does not read
# why: trained on pixels from 0 to 255, used on pixels from 0 to 1

labkit.seed_everything(0)
loud = DataLoader(TensorDataset(X_train * 255, y_train), batch_size=32, shuffle=True)
loud_val = DataLoader(TensorDataset(X_val * 255, y_val), batch_size=256)
model = make_mlp(28 * 28, [64], 10, p=0.5)
history = fit(model, loud, loud_val, epochs=5)

# expect: fails q5.test_reads_unseen_digits, q5.test_has_not_learnt_labels_by_heart
# says: accuracy|does not read
# why: images and labels got out of step

labkit.seed_everything(0)
order = torch.randperm(len(X_train))
mixed = DataLoader(TensorDataset(X_train[order], y_train), batch_size=32, shuffle=True)
model = make_mlp(28 * 28, [64], 10, p=0.2)
history = fit(model, mixed, val_loader, epochs=5)

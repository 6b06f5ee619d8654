# expect: fails q5.test_reads_unseen_digits
# says: accuracy
# why: stopped long before it has learnt

labkit.seed_everything(0)
model = make_mlp(28 * 28, [256], 10, p=0.5)
history = fit(model, train_loader, val_loader, epochs=1)

# expect: fails q5.test_reads_unseen_digits, q5.test_has_not_learnt_labels_by_heart
# says: accuracy|does not read
# why: the model was made, and never trained

labkit.seed_everything(0)
model = make_mlp(28 * 28, [256], 10, p=0.5)
history = {"train_loss": [], "train_acc": [], "val_loss": [], "val_acc": []}

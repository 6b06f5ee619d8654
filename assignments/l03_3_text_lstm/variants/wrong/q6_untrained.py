# expect: fails q6.test_reads_new_messages, q6.test_reads_every_class
# says: accuracy
# why: the model was made and never trained

labkit.seed_everything(0)
model = LSTMClassifier(len(vocab), len(names))
history = {}

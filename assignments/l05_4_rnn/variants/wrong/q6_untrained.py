# expect: fails q6.test_judges_new_reviews, q6.test_order_decides
# says: loss fall|order
# why: not trained at all

labkit.seed_everything(0)
model = SentimentLSTM(embedding, hidden=64, bidirectional=True)
history = {"val_loss": [], "val_acc": [], "train_loss": []}

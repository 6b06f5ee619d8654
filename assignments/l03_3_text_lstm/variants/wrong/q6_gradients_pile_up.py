# expect: fails q6.test_reads_new_messages, q6.test_reads_every_class
# says: accuracy
# why: zero_grad() is missing

def train_classifier(model, train_data, val_data, epochs=6, lr=5e-3, batch_size=64):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    for _ in range(epochs):
        model.train()
        for X, y in batches(*train_data, batch_size):
            loss = F.cross_entropy(model(X), y)
            loss.backward()
            optimizer.step()
    return {}


labkit.seed_everything(0)
model = LSTMClassifier(len(vocab), len(names))
history = train_classifier(model, (X_train, y_train), (X_val, y_val))

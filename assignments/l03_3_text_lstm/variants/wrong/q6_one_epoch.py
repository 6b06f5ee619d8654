# expect: fails q6.test_reads_new_messages, q6.test_reads_every_class
# says: accuracy
# why: stopped long before it has learnt


def train_classifier(model, train_data, val_data, epochs=1, lr=5e-3, batch_size=64):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    for _ in range(epochs):
        model.train()
        for X, y in batches(*train_data, batch_size):
            loss = F.cross_entropy(model(X), y)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
    return {}


labkit.seed_everything(0)
model = LSTMClassifier(len(vocab), len(names))
history = train_classifier(model, (X_train, y_train), (X_val, y_val))

# expect: fails q6.test_reads_new_messages, q6.test_reads_every_class
# says: padding
# why: trained on the last column of rows of 100


class LSTMClassifier(nn.Module):
    def __init__(self, vocab_size, num_classes, embed_dim=50, hidden=64, p=0.3, pad_idx=0):
        super().__init__()
        self.pad_idx = pad_idx
        self.embed = nn.Embedding(vocab_size, embed_dim, padding_idx=pad_idx)
        self.lstm = nn.LSTM(embed_dim, hidden, batch_first=True)
        self.drop = nn.Dropout(p)
        self.out = nn.Linear(hidden, num_classes)

    def forward(self, x):
        h, _ = self.lstm(self.embed(x))
        return self.out(self.drop(h[:, -1]))


def train_classifier(model, train_data, val_data, epochs=6, lr=5e-3, batch_size=64):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    for _ in range(epochs):
        model.train()
        for pick in torch.randperm(len(train_data[0])).split(batch_size):
            X, y = train_data[0][pick], train_data[1][pick]
            loss = F.cross_entropy(model(X), y)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
    return {}


labkit.seed_everything(0)
model = LSTMClassifier(len(vocab), len(names))
history = train_classifier(model, (X_train, y_train), (X_val, y_val))

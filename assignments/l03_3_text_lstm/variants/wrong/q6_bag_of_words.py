# expect: fails q6.test_reads_new_messages, q6.test_reads_every_class
# says: order
# why: a bag of words cannot tell which of two parts failed


class LSTMClassifier(nn.Module):
    def __init__(self, vocab_size, num_classes, embed_dim=50, hidden=64, p=0.3, pad_idx=0):
        super().__init__()
        self.pad_idx = pad_idx
        self.embed = nn.Embedding(vocab_size, embed_dim, padding_idx=pad_idx)
        self.net = nn.Sequential(
            nn.Linear(embed_dim, hidden), nn.ReLU(), nn.Dropout(p), nn.Linear(hidden, num_classes)
        )

    def forward(self, x):
        n = (x != self.pad_idx).sum(dim=1, keepdim=True).clamp(min=1)
        return self.net(self.embed(x).sum(dim=1) / n)


def train_classifier(model, train_data, val_data, epochs=12, lr=5e-3, batch_size=64):
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

# why: packed, both directions

class LSTMClassifier(nn.Module):
    def __init__(self, vocab_size, num_classes, embed_dim=50, hidden=64, p=0.3, pad_idx=0):
        super().__init__()
        self.pad_idx = pad_idx
        self.embed = nn.Embedding(vocab_size, embed_dim, padding_idx=pad_idx)
        self.lstm = nn.LSTM(embed_dim, hidden, bidirectional=True, batch_first=True)
        self.drop = nn.Dropout(p)
        self.out = nn.Linear(2 * hidden, num_classes)

    def forward(self, x):
        lengths = (x != self.pad_idx).sum(dim=1).clamp(min=1).cpu()
        packed = nn.utils.rnn.pack_padded_sequence(self.embed(x), lengths, batch_first=True, enforce_sorted=False)
        _, (h, _) = self.lstm(packed)
        return self.out(self.drop(torch.cat([h[-2], h[-1]], dim=1)))


def train_classifier(model, train_data, val_data, epochs=6, lr=5e-3):
    optimizer = torch.optim.RMSprop(model.parameters(), lr=lr / 2)
    for epoch in range(epochs):
        model.train()
        for X, y in batches(*train_data, 32):
            optimizer.zero_grad()
            F.cross_entropy(model(X), y).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
    return {}


torch.manual_seed(2)
model = LSTMClassifier(len(vocab), 5)
history = train_classifier(model, (X_train, y_train), (X_val, y_val))

# expect: fails q5
# says: backwards
# why: the embeddings' mean, no LSTM


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

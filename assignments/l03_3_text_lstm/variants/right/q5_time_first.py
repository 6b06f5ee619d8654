# why: time first inside, and a table of its own


class LSTMClassifier(nn.Module):
    def __init__(self, vocab_size, num_classes, embed_dim=50, hidden=64, p=0.3, pad_idx=0):
        super().__init__()
        table = torch.randn(vocab_size, embed_dim) / 5
        table[pad_idx] = 0
        self.table, self.pad_idx = nn.Parameter(table), pad_idx
        self.lstm = nn.LSTM(embed_dim, hidden)
        self.drop = nn.Dropout(p)
        self.out = nn.Linear(hidden, num_classes)

    def forward(self, x):
        vectors = F.embedding(x.T, self.table, padding_idx=self.pad_idx)  # (T, N, D)
        h, _ = self.lstm(vectors)
        h = h.masked_fill((x.T == self.pad_idx).unsqueeze(2), -2.0)
        return self.out(self.drop(h.max(dim=0).values))

# why: a learnt weight for each step, softmax over the words only; F.dropout with training=


class LSTMClassifier(nn.Module):
    def __init__(self, vocab_size, num_classes, embed_dim=50, hidden=64, p=0.3, pad_idx=0):
        super().__init__()
        self.pad_idx = pad_idx
        self.embed = nn.Embedding(vocab_size, embed_dim, padding_idx=pad_idx)
        self.lstm = nn.LSTM(embed_dim, hidden, batch_first=True)
        self.p, self.score = nn.Dropout(p).p, nn.Linear(hidden, 1)
        self.out = nn.Linear(hidden, num_classes)

    def forward(self, x):
        h, _ = self.lstm(self.embed(x))
        score = self.score(h).squeeze(2).masked_fill(x == self.pad_idx, -1e9)
        h = (h * score.softmax(dim=1).unsqueeze(2) * (x != self.pad_idx).unsqueeze(2)).sum(dim=1)
        return self.out(F.dropout(h, self.p, self.training))

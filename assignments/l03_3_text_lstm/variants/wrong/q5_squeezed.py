# expect: fails q5
# says: shape
# why: squeeze() takes the batch axis of a single text along


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
        last = (x != self.pad_idx).sum(dim=1).clamp(min=1) - 1
        return self.out(self.drop(h[torch.arange(len(x), device=x.device), last])).squeeze()

# expect: fails q7
# says: RuntimeError|channels
# why: the embedding's output goes in as it is


class ConvClassifier(nn.Module):
    def __init__(self, vocab_size, num_classes, embed_dim=50, hidden=64, p=0.3, pad_idx=0):
        super().__init__()
        self.pad_idx = pad_idx
        self.embed = nn.Embedding(vocab_size, embed_dim, padding_idx=pad_idx)
        self.conv = nn.Conv1d(embed_dim, hidden, 5, padding=2)
        self.drop = nn.Dropout(p)
        self.out = nn.Linear(hidden, num_classes)

    def forward(self, x):
        h = F.relu(self.conv(self.embed(x)))
        h = h * (x != self.pad_idx).unsqueeze(1)
        return self.out(self.drop(h.amax(dim=2)))

# why: the mean over the windows around words, two layers


class ConvClassifier(nn.Module):
    def __init__(self, vocab_size, num_classes, embed_dim=50, hidden=64, p=0.3, pad_idx=0):
        super().__init__()
        self.pad_idx = pad_idx
        self.embed = nn.Embedding(vocab_size, embed_dim, padding_idx=pad_idx)
        self.conv = nn.Conv1d(embed_dim, hidden, 3, padding="same")
        self.deeper = nn.Conv1d(hidden, hidden, 3, padding="same")
        self.drop = nn.Dropout(p)
        self.out = nn.Linear(hidden, num_classes)

    def forward(self, x):
        h = F.relu(self.conv(self.embed(x).transpose(1, 2)))
        word = (x != self.pad_idx).unsqueeze(1).float()
        h = F.relu(self.deeper(h * word)) * word
        return self.out(self.drop(h.sum(dim=2) / word.sum(dim=2).clamp(min=1)))

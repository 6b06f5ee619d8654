# why: a two-dimensional convolution as wide as the embedding


class ConvClassifier(nn.Module):
    def __init__(self, vocab_size, num_classes, embed_dim=50, hidden=64, p=0.3, pad_idx=0):
        super().__init__()
        self.pad_idx = pad_idx
        self.embed = nn.Embedding(vocab_size, embed_dim, padding_idx=pad_idx)
        self.conv = nn.Conv2d(1, hidden, (3, embed_dim), padding=(1, 0))
        self.drop = nn.Dropout(p)
        self.out = nn.Linear(hidden, num_classes)

    def forward(self, x):
        h = F.relu(self.conv(self.embed(x).unsqueeze(1)).squeeze(3))
        h = h * (x != self.pad_idx).unsqueeze(1)
        return self.out(self.drop(h.amax(dim=2)))

# why: windows of 2, 3 and 4 words side by side, filled up at the end


class ConvClassifier(nn.Module):
    def __init__(self, vocab_size, num_classes, embed_dim=50, hidden=64, p=0.3, pad_idx=0):
        super().__init__()
        self.pad_idx = pad_idx
        self.embed = nn.Embedding(vocab_size, embed_dim, padding_idx=pad_idx)
        self.convs = nn.ModuleList(nn.Conv1d(embed_dim, hidden, k) for k in (2, 3, 4))
        self.drop = nn.Dropout(p)
        self.out = nn.Linear(3 * hidden, num_classes)

    def forward(self, x):
        vectors = self.embed(x).permute(0, 2, 1)
        mask = (x == self.pad_idx)[:, None]
        features = []
        for conv in self.convs:
            h = torch.relu(conv(F.pad(vectors, (0, conv.kernel_size[0] - 1))))
            features.append(h.masked_fill(mask, 0).max(dim=2).values)
        return self.out(self.drop(torch.cat(features, dim=1)))

# why: windows cut out by unfold, a linear layer over each


class ConvClassifier(nn.Module):
    def __init__(self, vocab_size, num_classes, embed_dim=50, channels=64, p=0.3, pad_idx=0):
        super().__init__()
        self.pad = pad_idx
        self.e = nn.Embedding(vocab_size, embed_dim, padding_idx=pad_idx)
        self.w = nn.Linear(3 * embed_dim, channels)
        self.f = nn.Sequential(nn.Dropout(p), nn.Linear(channels, num_classes))

    def forward(self, x):
        v = F.pad(self.e(x), (0, 0, 1, 1)).unfold(1, 3, 1).flatten(2)
        h = torch.tanh(self.w(v)).masked_fill((x == self.pad)[..., None], -1.0)
        return self.f(h.amax(1))

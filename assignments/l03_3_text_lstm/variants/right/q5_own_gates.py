# why: the gates written out, a table of its own, dropout by hand


class LSTMClassifier(nn.Module):
    def __init__(self, vocab_size, num_classes, embed_dim=50, hidden=64, p=0.3, pad_idx=0):
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError("p")
        self.H, self.p, self.pad = hidden, p, pad_idx
        w = torch.randn(vocab_size, embed_dim) * 0.1
        w[pad_idx] = 0
        self.E = nn.Parameter(w)
        self.W = nn.Parameter(torch.randn(embed_dim + hidden, 4 * hidden) * 0.1)
        self.b = nn.Parameter(torch.zeros(4 * hidden))
        self.O = nn.Parameter(torch.randn(hidden, num_classes) * 0.1)

    def forward(self, x):
        h = c = self.E.new_zeros(x.size(0), self.H)
        for t in range(x.size(1)):
            e = F.embedding(x[:, t], self.E, padding_idx=self.pad)
            i, f, g, o = (torch.cat([e, h], 1) @ self.W + self.b).chunk(4, 1)
            c2 = torch.sigmoid(f + 1) * c + torch.sigmoid(i) * torch.tanh(g)
            h2 = torch.sigmoid(o) * torch.tanh(c2)
            m = (x[:, t] != self.pad).float()[:, None]
            h, c = m * h2 + (1 - m) * h, m * c2 + (1 - m) * c
        if self.training and self.p > 0:
            h = h * (torch.rand_like(h) >= self.p) / (1 - self.p)
        return h @ self.O

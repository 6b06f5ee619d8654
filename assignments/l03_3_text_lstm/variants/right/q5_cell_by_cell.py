# why: an LSTMCell, whose state stays where padding is read


class LSTMClassifier(nn.Module):
    def __init__(self, vocab_size, num_classes, embed_dim=50, hidden=64, p=0.3, pad_idx=0):
        super().__init__()
        self.hidden, self.pad_idx = hidden, pad_idx
        self.table = nn.Embedding(vocab_size, embed_dim, padding_idx=pad_idx)
        self.cell = nn.LSTMCell(embed_dim, hidden)
        self.head = nn.Sequential(nn.Dropout(p), nn.Linear(hidden, num_classes))

    def forward(self, x):
        h = c = torch.zeros(len(x), self.hidden, device=x.device)
        vectors = self.table(x)
        for t in range(x.shape[1]):
            h_new, c_new = self.cell(vectors[:, t], (h, c))
            word = (x[:, t] != self.pad_idx).unsqueeze(1)
            h, c = torch.where(word, h_new, h), torch.where(word, c_new, c)
        return self.head(h)

# why: cells step by step under a mask; the vectors as a frozen parameter


class SentimentLSTM(nn.Module):
    def __init__(self, embedding, hidden=128, bidirectional=False, freeze=True):
        super().__init__()
        self.embedding = nn.Embedding(*embedding.shape)
        self.embedding.weight = nn.Parameter(torch.as_tensor(embedding).clone(), requires_grad=not freeze)
        cells = 2 if bidirectional else 1
        self.cells = nn.ModuleList(nn.LSTMCell(embedding.shape[1], hidden) for _ in range(cells))
        self.norm = nn.LayerNorm(cells * hidden)
        self.fc1, self.fc2 = nn.Linear(cells * hidden, 24), nn.Linear(24, 1)

    def read(self, cell, e, mask, steps):
        h = c = e.new_zeros(len(e), cell.hidden_size)
        for t in steps:
            h_new, c_new = cell(e[:, t], (h, c))
            keep = mask[:, t : t + 1]
            h, c = torch.where(keep, h_new, h), torch.where(keep, c_new, c)
        return h

    def forward(self, x):
        e, mask, steps = self.embedding(x), x != 0, range(x.shape[1])
        ways = (steps, reversed(steps))
        h = torch.cat([self.read(c, e, mask, way) for c, way in zip(self.cells, ways, strict=False)], dim=1)
        return self.fc2(torch.tanh(self.fc1(self.norm(h)))).squeeze(-1)

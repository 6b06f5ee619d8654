# why: forward by the maximum over words, backward by a reversed batch


class SentimentLSTM(nn.Module):
    def __init__(self, embedding, hidden=128, bidirectional=False, freeze=True):
        super().__init__()
        self.embedding = nn.Embedding.from_pretrained(embedding.clone(), freeze=freeze)
        count = 2 if bidirectional else 1
        self.lstms = nn.ModuleList(
            nn.LSTM(embedding.shape[1], hidden, batch_first=True) for _ in range(count)
        )
        self.norm = nn.LayerNorm(count * hidden)
        self.fc1 = nn.Linear(count * hidden, 32)
        self.fc2 = nn.Linear(32, 1)

    def forward(self, x):
        mask = x == 0
        back = torch.zeros_like(x)
        for row, ids in zip(back, x, strict=True):
            n = int((ids != 0).sum())
            row[:n] = ids[:n].flip(0)
        states = []
        for lstm, ids in zip(self.lstms, (x, back), strict=False):
            states.append(lstm(self.embedding(ids))[0].masked_fill(mask[..., None], -1).amax(dim=1))
        return self.fc2(torch.relu(self.fc1(self.norm(torch.cat(states, dim=1))))).squeeze(1)

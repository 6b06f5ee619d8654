# why: two packed layers; the last one in both directions; a mean and a final state


class SentimentLSTM(nn.Module):
    def __init__(self, embedding, hidden=128, bidirectional=False, freeze=True):
        super().__init__()
        self.embedding = nn.Embedding.from_pretrained(embedding.float(), freeze=freeze)
        self.lstm = nn.LSTM(embedding.shape[1], hidden, 2, batch_first=True, bidirectional=bidirectional)
        width = hidden * (4 if bidirectional else 2)
        self.norm = nn.LayerNorm(width)
        self.fc1 = nn.Linear(width, 32)
        self.fc2 = nn.Linear(32, 1)

    def forward(self, x):
        lengths = (x != 0).sum(dim=1).clamp(min=1)
        packed = nn.utils.rnn.pack_padded_sequence(
            self.embedding(x), lengths.cpu(), batch_first=True, enforce_sorted=False
        )
        out, (h, _) = self.lstm(packed)
        out, _ = nn.utils.rnn.pad_packed_sequence(out, batch_first=True)  # zeros behind the text
        last = torch.cat([h[-2], h[-1]], dim=1) if self.lstm.bidirectional else h[-1]
        mean = out.sum(dim=1) / lengths[:, None]
        return self.fc2(torch.relu(self.fc1(self.norm(torch.cat([last, mean], dim=1))))).squeeze(1)

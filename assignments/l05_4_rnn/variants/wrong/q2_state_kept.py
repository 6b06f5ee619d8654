# expect: fails q2.test_padding_plays_no_part, q2.test_neighbours_play_no_part
# says: neighbours|other texts
# why: the state of the batch before goes on where it fits


class SentimentLSTM(nn.Module):
    def __init__(self, embedding, hidden=128, bidirectional=False, freeze=True):
        super().__init__()
        self.embedding = nn.Embedding.from_pretrained(embedding.clone(), freeze=freeze, padding_idx=0)
        self.lstm = nn.LSTM(embedding.shape[1], hidden, batch_first=True, bidirectional=bidirectional)
        width = hidden * (2 if bidirectional else 1)
        self.norm = nn.LayerNorm(width)
        self.fc1 = nn.Linear(width, 32)
        self.fc2 = nn.Linear(32, 1)
        self.state = None

    def forward(self, x):
        lengths = (x != 0).sum(dim=1).clamp(min=1).cpu()
        packed = nn.utils.rnn.pack_padded_sequence(
            self.embedding(x), lengths, batch_first=True, enforce_sorted=False
        )
        fits = self.state is not None and self.state[0].shape[1] == len(x)
        _, (h, c) = self.lstm(packed, self.state if fits else None)
        self.state = (h.detach(), c.detach())
        h = torch.cat([h[0], h[1]], dim=1) if self.lstm.bidirectional else h[0]
        return self.fc2(torch.relu(self.fc1(self.norm(h)))).squeeze(1)

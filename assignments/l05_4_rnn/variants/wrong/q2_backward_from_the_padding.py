# expect: fails q2.test_padding_plays_no_part, q2.test_both_directions_read_all
# says: padding
# why: not packed: the way back begins in the padding, and is read at its start


class SentimentLSTM(nn.Module):
    def __init__(self, embedding, hidden=128, bidirectional=False, freeze=True):
        super().__init__()
        self.embedding = nn.Embedding.from_pretrained(embedding.clone(), freeze=freeze, padding_idx=0)
        self.lstm = nn.LSTM(embedding.shape[1], hidden, batch_first=True, bidirectional=bidirectional)
        width = hidden * (2 if bidirectional else 1)
        self.norm = nn.LayerNorm(width)
        self.fc1 = nn.Linear(width, 32)
        self.fc2 = nn.Linear(32, 1)

    def forward(self, x):
        lengths = (x != 0).sum(dim=1).clamp(min=1)
        h = self.lstm(self.embedding(x))[0][torch.arange(len(x)), lengths - 1]
        return self.fc2(torch.relu(self.fc1(self.norm(h)))).squeeze(1)

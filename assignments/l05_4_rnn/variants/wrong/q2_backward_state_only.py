# expect: fails q2.test_both_directions_read_all
# says: both directions
# why: h[-1] is the backward state of a bidirectional LSTM


class SentimentLSTM(nn.Module):
    def __init__(self, embedding, hidden=128, bidirectional=False, freeze=True):
        super().__init__()
        self.embedding = nn.Embedding.from_pretrained(embedding.clone(), freeze=freeze, padding_idx=0)
        self.lstm = nn.LSTM(embedding.shape[1], hidden, batch_first=True, bidirectional=bidirectional)
        width = hidden
        self.norm = nn.LayerNorm(width)
        self.fc1 = nn.Linear(width, 32)
        self.fc2 = nn.Linear(32, 1)

    def forward(self, x):
        lengths = (x != 0).sum(dim=1).clamp(min=1).cpu()
        packed = nn.utils.rnn.pack_padded_sequence(
            self.embedding(x), lengths, batch_first=True, enforce_sorted=False
        )
        _, (h, _) = self.lstm(packed)
        h = h[-1]
        return self.fc2(torch.relu(self.fc1(self.norm(h)))).squeeze(1)

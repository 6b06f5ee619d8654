# expect: fails q2.test_vectors_are_kept_and_frozen, q2.test_vectors_learn_where_they_may
# says: other vectors
# why: an embedding of random numbers: the vectors never arrive


class SentimentLSTM(nn.Module):
    def __init__(self, embedding, hidden=128, bidirectional=False, freeze=True):
        super().__init__()
        self.embedding = nn.Embedding(*embedding.shape)
        self.embedding.weight.requires_grad_(not freeze)
        self.lstm = nn.LSTM(embedding.shape[1], hidden, batch_first=True, bidirectional=bidirectional)
        width = hidden * (2 if bidirectional else 1)
        self.norm = nn.LayerNorm(width)
        self.fc1 = nn.Linear(width, 32)
        self.fc2 = nn.Linear(32, 1)

    def forward(self, x):
        lengths = (x != 0).sum(dim=1).clamp(min=1).cpu()
        packed = nn.utils.rnn.pack_padded_sequence(
            self.embedding(x), lengths, batch_first=True, enforce_sorted=False
        )
        _, (h, _) = self.lstm(packed)
        h = torch.cat([h[0], h[1]], dim=1) if self.lstm.bidirectional else h[0]
        return self.fc2(torch.relu(self.fc1(self.norm(h)))).squeeze(1)

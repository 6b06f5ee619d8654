# expect: fails q2.test_layer_norm_and_two_linear_layers
# says: LayerNorm
# why: LayerNorm is missing


class SentimentLSTM(nn.Module):
    def __init__(self, embedding, hidden=128, bidirectional=False, freeze=True):
        super().__init__()
        self.embedding = nn.Embedding.from_pretrained(embedding.clone(), freeze=freeze, padding_idx=0)
        self.lstm = nn.LSTM(embedding.shape[1], hidden, batch_first=True, bidirectional=bidirectional)
        width = hidden * (2 if bidirectional else 1)
        self.norm = nn.Identity()
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

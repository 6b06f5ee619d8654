# expect: fails q2
# says: .
# why: the mean of the vectors: no LSTM at all


class SentimentLSTM(nn.Module):
    def __init__(self, embedding, hidden=128, bidirectional=False, freeze=True):
        super().__init__()
        self.embedding = nn.Embedding.from_pretrained(embedding.clone(), freeze=freeze, padding_idx=0)
        width = embedding.shape[1]
        self.norm = nn.LayerNorm(width)
        self.fc1 = nn.Linear(width, 32)
        self.fc2 = nn.Linear(32, 1)

    def forward(self, x):
        mask = (x != 0).float()[..., None]
        h = (self.embedding(x) * mask).sum(dim=1) / mask.sum(dim=1).clamp(min=1)
        return self.fc2(torch.relu(self.fc1(self.norm(h)))).squeeze(1)

# why: a head of nn.Sequential, requires_grad set by hand, the matrix as it is


class SentimentLSTM(nn.Module):
    def __init__(self, embedding, hidden=128, bidirectional=False, freeze=True):
        super().__init__()
        V, D = embedding.shape
        self.embedding = nn.Embedding(V, D, padding_idx=0)
        self.embedding.weight.data.copy_(embedding)
        self.embedding.weight.requires_grad = not freeze
        self.rnn = nn.LSTM(D, hidden, bidirectional=bidirectional, batch_first=True)
        d = 2 * hidden if bidirectional else hidden
        self.head = nn.Sequential(nn.LayerNorm(d), nn.Linear(d, d // 2), nn.ReLU(), nn.Linear(d // 2, 1))

    def forward(self, x):
        n = (x > 0).sum(1)
        n[n == 0] = 1
        p = nn.utils.rnn.pack_padded_sequence(
            self.embedding(x), n.cpu(), batch_first=True, enforce_sorted=False
        )
        h = self.rnn(p)[1][0]  # (directions, N, H)
        return self.head(h.transpose(0, 1).flatten(1)).view(-1)

# why: both directions, final states and the maximum, sorted for packing and put back, layer norm


class LSTMClassifier(nn.Module):
    def __init__(self, vocab_size, num_classes, embed_dim=50, hidden=64, p=0.3, pad_idx=0):
        super().__init__()
        self.pad = pad_idx
        self.emb = nn.Embedding(vocab_size, embed_dim, padding_idx=pad_idx)
        nn.init.xavier_uniform_(self.emb.weight)
        with torch.no_grad():
            self.emb.weight[pad_idx].zero_()
        self.rnn = nn.LSTM(embed_dim, hidden, batch_first=True, bidirectional=True)
        self.head = nn.Sequential(nn.LayerNorm(4 * hidden), nn.Dropout(p), nn.Linear(4 * hidden, num_classes))

    def forward(self, x):
        n = x.ne(self.pad).sum(1).clamp_min(1)
        n_sorted, order = n.sort(descending=True)
        packed = nn.utils.rnn.pack_padded_sequence(self.emb(x)[order], n_sorted.cpu(), batch_first=True)
        out, (h, _) = self.rnn(packed)
        out, _ = nn.utils.rnn.pad_packed_sequence(out, batch_first=True, padding_value=float("-inf"))
        back = order.argsort()
        feats = torch.cat([out.max(1).values, h[0], h[1]], 1)[back]
        return self.head(feats)

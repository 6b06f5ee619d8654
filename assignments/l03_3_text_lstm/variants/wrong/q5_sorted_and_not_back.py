# expect: fails q5.test_neighbours_play_no_part
# says: neighbours
# why: texts are sorted by length for packing and never put back


class LSTMClassifier(nn.Module):
    def __init__(self, vocab_size, num_classes, embed_dim=50, hidden=64, p=0.3, pad_idx=0):
        super().__init__()
        self.pad_idx = pad_idx
        self.embed = nn.Embedding(vocab_size, embed_dim, padding_idx=pad_idx)
        self.lstm = nn.LSTM(embed_dim, hidden, batch_first=True)
        self.drop = nn.Dropout(p)
        self.out = nn.Linear(hidden, num_classes)

    def forward(self, x):
        lengths, order = (x != self.pad_idx).sum(dim=1).clamp(min=1).sort(descending=True)
        packed = nn.utils.rnn.pack_padded_sequence(self.embed(x[order]), lengths.cpu(), batch_first=True)
        _, (h, _) = self.lstm(packed)
        return self.out(self.drop(h[-1]))

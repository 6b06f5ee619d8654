# expect: fails q5
# says: other texts|neighbours|padding follows|two different
# why: the state is kept where the batch has the same size


class LSTMClassifier(nn.Module):
    def __init__(self, vocab_size, num_classes, embed_dim=50, hidden=64, p=0.3, pad_idx=0):
        super().__init__()
        self.pad_idx = pad_idx
        self.embed = nn.Embedding(vocab_size, embed_dim, padding_idx=pad_idx)
        self.lstm = nn.LSTM(embed_dim, hidden, batch_first=True)
        self.drop = nn.Dropout(p)
        self.out = nn.Linear(hidden, num_classes)

    def forward(self, x):
        state = getattr(self, "state", None)
        if state is not None and state[0].shape[1] != len(x):
            state = None
        h, state = self.lstm(self.embed(x), state)
        self.state = tuple(part.detach() for part in state)
        last = (x != self.pad_idx).sum(dim=1).clamp(min=1) - 1
        return self.out(self.drop(h[torch.arange(len(x), device=x.device), last]))

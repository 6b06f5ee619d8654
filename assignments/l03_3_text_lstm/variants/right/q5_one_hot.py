# why: one-hot vectors times a matrix; logits at each step, one picked


class LSTMClassifier(nn.Module):
    def __init__(self, vocab_size, num_classes, embed_dim=50, hidden=64, p=0.3, pad_idx=0):
        super().__init__()
        self.V, self.pad = vocab_size, pad_idx
        self.project = nn.Linear(vocab_size, embed_dim, bias=False)
        self.project.weight.data[:, pad_idx] = 0
        self.lstm = nn.LSTM(embed_dim, hidden, batch_first=True)
        self.out = nn.Linear(hidden, num_classes)
        self.do = nn.Dropout(p)

    def forward(self, x):
        h = self.do(self.lstm(self.project(F.one_hot(x, self.V).float()))[0])
        i = ((x != self.pad) * torch.arange(1, x.shape[1] + 1)).amax(1).clamp(min=1) - 1
        return self.out(h).gather(1, i[:, None, None].expand(-1, 1, self.out.out_features)).squeeze(1)

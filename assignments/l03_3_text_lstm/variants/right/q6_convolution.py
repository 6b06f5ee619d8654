# why: a convolutional network as model


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.e = nn.Embedding(len(vocab), 64, padding_idx=0)
        self.c1 = nn.Conv1d(64, 96, 5, padding=2)
        self.c2 = nn.Conv1d(96, 96, 5, padding=4, dilation=2)
        self.o = nn.Linear(96, 5)

    def forward(self, x):
        m = (x != 0).float()[:, None]
        h = F.relu(self.c1(self.e(x).transpose(1, 2))) * m
        h = F.relu(self.c2(F.dropout(h, 0.3, self.training))) * m
        return self.o(F.dropout(h.amax(2), 0.3, self.training))


def train_classifier(model, X, y, epochs):
    opt = torch.optim.Adam(model.parameters(), 2e-3)
    for _ in range(epochs):
        model.train()
        for xb, yb in batches(X, y):
            opt.zero_grad()
            F.cross_entropy(model(xb), yb).backward()
            opt.step()


torch.manual_seed(5)
model = Net()
train_classifier(model, X_train, y_train, 8)

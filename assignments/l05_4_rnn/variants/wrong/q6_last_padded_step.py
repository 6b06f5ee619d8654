# expect: fails q6.test_judges_new_reviews, q6.test_order_decides
# says: padding|order
# why: reads the last step of texts padded at their end


class LastStep(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding.from_pretrained(embedding.clone())
        self.lstm = nn.LSTM(embedding.shape[1], 64, batch_first=True)
        self.out = nn.Sequential(nn.LayerNorm(64), nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 1))

    def forward(self, x):
        x = F.pad(x, (0, 40 - x.shape[1]))
        return self.out(self.lstm(self.embedding(x))[0][:, -1]).squeeze(1)


labkit.seed_everything(0)
model = LastStep().to(labkit.device())
history = fit(model, train_loader, val_loader, 4, checkpoint=checkpoints / "d.pt")

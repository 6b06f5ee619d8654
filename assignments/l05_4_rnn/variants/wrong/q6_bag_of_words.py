# expect: fails q6.test_judges_new_reviews, q6.test_order_decides
# says: same words|order
# why: the mean of the vectors


class Bag(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding.from_pretrained(embedding.clone(), freeze=False)
        self.out = nn.Sequential(nn.Linear(embedding.shape[1], 32), nn.ReLU(), nn.Linear(32, 1))

    def forward(self, x):
        mask = (x != 0).float()[..., None]
        return self.out((self.embedding(x) * mask).sum(dim=1) / mask.sum(dim=1).clamp(min=1)).squeeze(1)


labkit.seed_everything(0)
model = Bag().to(labkit.device())
history = fit(model, train_loader, val_loader, 6, checkpoint=checkpoints / "e.pt")

# why: the mask is drawn by NumPy

class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError("p should lie in [0, 1)")
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        mask = torch.from_numpy(np.random.binomial(1, 1 - self.p, size=tuple(x.shape)))
        return x * mask.to(x) / (1 - self.p)

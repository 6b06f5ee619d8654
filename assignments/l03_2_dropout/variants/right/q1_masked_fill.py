# why: masked_fill on the scaled input

class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError("p should lie in [0, 1)")
        self.p = p

    def forward(self, x):
        if self.training and self.p > 0:
            return (x / (1 - self.p)).masked_fill(torch.rand_like(x) < self.p, 0.0)
        return x

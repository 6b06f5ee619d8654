# why: the mask as floats from torch.bernoulli

class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError("p should lie in [0, 1)")
        self.p = p

    def forward(self, x):
        if self.training:
            keep = torch.full_like(x, 1 - self.p)
            return torch.bernoulli(keep) * x / keep
        return x

# why: torch.where, and a mask of uniform numbers

class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError("p should lie in [0, 1)")
        self.p = p

    def forward(self, x):
        if not self.training:
            return x.clone()
        drop = torch.rand(x.shape, device=x.device) < self.p
        return torch.where(drop, torch.zeros_like(x), x / (1.0 - self.p))

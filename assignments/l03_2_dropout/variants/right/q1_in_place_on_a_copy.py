# why: changes a clone in place, not the input

class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError("p should lie in [0, 1)")
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        y = x.clone()
        y[torch.rand(x.size(), device=x.device) < self.p] = 0
        y /= 1 - self.p
        return y

# why: zeroes a copy that shares nothing with x, and gives the name x to it

class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError("p should lie in [0, 1)")
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        given, x = x, x.detach().clone()
        x.fill_(1 / (1 - self.p))
        x[torch.rand_like(x) < self.p] = 0
        return given * x

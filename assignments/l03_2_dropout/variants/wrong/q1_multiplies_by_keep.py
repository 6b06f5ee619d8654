# expect: fails q1.test_kept_elements_are_scaled
# says: one over the probability
# why: scales down, by 1 - p, where it should scale up

class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError("p should lie in [0, 1)")
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        return x * (torch.rand_like(x) >= self.p) * (1 - self.p)

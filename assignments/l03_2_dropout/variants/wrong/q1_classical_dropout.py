# expect: fails q1.test_kept_elements_are_scaled, q1.test_evaluation_returns_x
# says: one over the probability|nothing is left to do
# why: the original dropout: scales at evaluation only

class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError("p should lie in [0, 1)")
        self.p = p

    def forward(self, x):
        if not self.training:
            return x * (1 - self.p)
        return x * (torch.rand_like(x) >= self.p)

# expect: fails q1.test_share_of_dropped_elements, q1.test_kept_elements_are_scaled
# says: each element is dropped with probability p|one over the probability
# why: randn where rand is meant

class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError("p should lie in [0, 1)")
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        return x * (torch.randn_like(x) >= self.p) / (1 - self.p)

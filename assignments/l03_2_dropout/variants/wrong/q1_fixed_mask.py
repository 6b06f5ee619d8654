# expect: fails q1.test_mask_is_new_at_each_call
# says: new mask
# why: the mask is drawn once and kept

class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError("p should lie in [0, 1)")
        self.p = p
        self.mask = None

    def forward(self, x):
        if not self.training:
            return x
        if self.mask is None or self.mask.shape != x.shape:
            self.mask = torch.rand_like(x) >= self.p
        return x * self.mask / (1 - self.p)

# expect: fails q1.test_mask_is_new_at_each_call
# says: new mask
# why: seeding inside forward draws the same mask again and again

class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError("p should lie in [0, 1)")
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        torch.manual_seed(0)
        return x * (torch.rand_like(x) >= self.p) / (1 - self.p)

# expect: fails q1.test_each_element_has_its_own_mask
# says: same features in every row
# why: one mask for all samples of the batch

class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError("p should lie in [0, 1)")
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        mask = torch.rand(x.shape[1:], device=x.device) >= self.p
        return x * mask / (1 - self.p)

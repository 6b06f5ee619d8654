# expect: fails q1.test_kept_elements_are_scaled, q1.test_share_of_dropped_elements, q1.test_each_element_has_its_own_mask, q1.test_mask_is_new_at_each_call, q1.test_evaluation_returns_x
# says: drop
# why: drops in evaluation, not in training

class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError("p should lie in [0, 1)")
        self.p = p

    def forward(self, x):
        if self.training:
            return x
        return x * (torch.rand_like(x) >= self.p) / (1 - self.p)

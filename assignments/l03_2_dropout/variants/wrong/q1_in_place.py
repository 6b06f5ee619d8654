# expect: fails q1.test_input_is_left_alone
# says: in place
# why: multiplies the input itself

class InvertedDropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        if not 0 <= p < 1:
            raise ValueError("p should lie in [0, 1)")
        self.p = p

    def forward(self, x):
        if self.training:
            x *= (torch.rand_like(x) >= self.p) / (1 - self.p)
        return x
